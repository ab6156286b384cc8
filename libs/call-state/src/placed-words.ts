import type { StoredEvent } from '@callscope/call-events';
import type { TranscriptEntry, Turn } from './call-detail';
import { byTime } from './chronology';

/** An utterance, and what it is put in order by. */
export interface PlacedWords {
  readonly entry: TranscriptEntry;
  /** Epoch ms: when it was said, else when we heard of it. */
  readonly time: number;
  /** Decides between two of one time. */
  readonly position: number;
}

export const inOrder = byTime<PlacedWords>(({ time }) => time);

/** Finds the place of a turn's text: beside the words that name the turn; where none does, by its own time. */
export function turnPlacer(finals: readonly PlacedWords[], events: readonly StoredEvent[]) {
  const spans = new Map<number, { readonly first: PlacedWords; readonly last: PlacedWords }>();
  for (const words of [...finals].sort(inOrder)) {
    const { turn } = words.entry;
    if (turn !== undefined) spans.set(turn, { first: spans.get(turn)?.first ?? words, last: words });
  }
  const recordedAt = new Map(events.map((event) => [event.position, event.recorded_at]));
  return (entry: TranscriptEntry, turn: Turn): PlacedWords => {
    const span = spans.get(turn.turn);
    if (!span) return { entry, time: entry.at ?? recordedAt.get(turn.position) ?? 0, position: turn.position };
    // Half a position away is next to it: the caller spoke first, the agent answered.
    return entry.role === 'user'
      ? { entry, time: span.first.time, position: span.first.position - 0.5 }
      : { entry, time: span.last.time, position: span.last.position + 0.5 };
  };
}

/** A reported utterance without a time was said after the one before it. Where no time is told at all, all come last. */
export function placedReport(reported: readonly TranscriptEntry[]): PlacedWords[] {
  let time = reported.find(({ at }) => at !== null)?.at ?? Infinity;
  return reported.map((entry) => {
    time = entry.at ?? time;
    return { entry, time, position: Number.MAX_SAFE_INTEGER };
  });
}
