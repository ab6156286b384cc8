import { partialFields, type TranscriptPartialData } from '@callscope/call-events';
import { type Masked, maskEvent } from './mask-event';

const KNOWN: ReadonlySet<string> = new Set(
  [partialFields.required, partialFields.optional].flatMap((fields) => Object.keys(fields)),
);

/** Words in passing, as they may be shown; null when no words are. What nobody knows of is left out. */
export function maskPartial<P extends { readonly data: TranscriptPartialData }>(
  partial: P,
  how: Masked | 'off',
): P | null {
  if (how === 'phones+text') return null;
  if (how === 'off') return partial;
  const known = Object.entries(partial.data).filter(([name]) => KNOWN.has(name));
  // As the final words are: the two must tell the same of one utterance.
  const { data } = maskEvent({ type: 'transcript.final', data: Object.fromEntries(known) }, how);
  return { ...partial, data };
}
