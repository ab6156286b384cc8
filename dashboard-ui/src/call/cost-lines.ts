import type { StoredEvent } from '@callscope/call-events';
import type { CallDetail } from '@callscope/call-state';
import { costParts, type CostPart } from '../charts/cost-parts';
import { basisWord } from '../format/cost-basis';
import { formatCount, formatTenths } from '../format/quantity';
import { language } from '../words/language';
import { costsInForce } from './costs-in-force';
import { usedIn } from './use-told';

export interface CostLine extends CostPart {
  /** Who charges, and for what; empty when nobody told. */
  readonly by: string;
  readonly basis: string | null;
}

/** Each component of the cost with provider, model and basis: those of the cost in force. */
export function costLines({ call, turns }: CallDetail, events: readonly StoredEvent[]): CostLine[] {
  const told = costsInForce(events);
  const sum = (values: readonly (number | undefined)[]): number => values.reduce<number>((a, b) => a + (b ?? 0), 0);
  const used = usedIn(events);
  // Turns tell it closer to the call than usage does; it is one or the other.
  const audio_ms = sum(turns.map((turn) => turn.stt_audio_ms)) || (used.get('stt')?.audio_ms ?? 0);
  const characters = sum(turns.map((turn) => turn.tts_characters)) || (used.get('tts')?.characters ?? 0);
  const { input_tokens = 0, output_tokens = 0 } = used.get('llm') ?? {};
  return costParts(call.cost).map((part): CostLine => {
    const costs = told.filter(({ component: of }) => (KNOWN.includes(of) ? of : 'other') === part.key);
    const cost = costs.at(-1);
    const weakest = SURENESS.find((basis) => costs.some((each) => each.basis === basis));
    const ref = { ...call.providers }[part.key as 'stt'];
    const name = cost?.provider ?? ref?.name ?? (part.key === 'telephony' ? call.carrier : null);
    const maker = [name, cost?.model ?? ref?.model].filter(Boolean).join(' ');
    const amount =
      part.key === 'stt' && audio_ms > 0
        ? `${formatTenths(audio_ms / 1000)} ${language.words.page.audio}`
        : part.key === 'tts' && characters > 0
          ? `${formatCount(characters)} ${language.words.page.characters}`
          : part.key === 'llm' && input_tokens + output_tokens > 0
            ? `${formatCount(input_tokens)} + ${formatCount(output_tokens)} ${language.words.page.tokens}`
            : '';
    const by = [maker, amount].filter(Boolean).join(', ');
    return { ...part, by, basis: basisWord(weakest ?? call.cost.basis) };
  });
}

/** From least to most sure: a sum is as sure as its weakest part. */
const SURENESS = ['estimated', 'vendor_reported', 'billed'] as const;

const KNOWN: readonly string[] = ['stt', 'llm', 'tts', 'telephony'];
