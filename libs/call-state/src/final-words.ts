import type { StoredEnvelope, StoredEvent, TranscriptFinal } from '@callscope/call-events';
import type { TranscriptEntry } from './call-detail';
import type { PlacedWords } from './placed-words';
import { outranks, tellingOf } from './told';

type Final = TranscriptFinal & StoredEnvelope;

/**
 * What `transcript.final` events tell, in no order. Two with one role and one `utterance_id` are one utterance, of which
 * the telling in force stands. One without words, as every one of an erased call, tells nothing.
 */
export function finalWords(events: readonly StoredEvent[]): PlacedWords[] {
  const found: Final[] = [];
  const named = new Map<string, Final>();
  for (const event of events) {
    if (event.type !== 'transcript.final') continue;
    // An erased event has no text, whatever its type says; an empty one says nothing either.
    const { role, text, utterance_id: utterance } = event.data;
    if (!text) continue;
    if (utterance === undefined) {
      found.push(event);
      continue;
    }
    const key = `${role} ${utterance}`;
    const known = named.get(key);
    if (!known || outranks(tellingOf(event), tellingOf(known))) named.set(key, event);
  }
  return [...found, ...named.values()].map(placed);
}

function placed(event: Final): PlacedWords {
  const { data, position } = event;
  const at = data.started_at ?? event.occurred_at ?? data.ended_at ?? null;
  const entry: { -readonly [K in keyof TranscriptEntry]: TranscriptEntry[K] } = {
    role: data.role,
    text: data.text,
    at,
    position,
  };
  if (data.ended_at !== undefined) entry.ended_at = data.ended_at;
  if (data.turn !== undefined) entry.turn = data.turn;
  if (data.utterance_id !== undefined) entry.utterance_id = data.utterance_id;
  if (data.language !== undefined) entry.language = data.language;
  if (data.confidence !== undefined) entry.confidence = data.confidence;
  return { entry, time: at ?? event.recorded_at, position };
}
