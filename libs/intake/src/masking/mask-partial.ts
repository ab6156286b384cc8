import type { TranscriptPartialData } from '@callscope/call-events';
import type { Masked } from './mask-event';
import { maskPhones } from './mask-phones';

/** Words in passing, as they may be shown; null when no words are. */
export function maskPartial<P extends { readonly data: TranscriptPartialData }>(
  partial: P,
  how: Masked | 'off',
): P | null {
  if (how === 'phones+text') return null;
  if (how === 'off') return partial;
  return { ...partial, data: { ...partial.data, text: maskPhones(partial.data.text) } };
}
