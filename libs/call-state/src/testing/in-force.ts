import type { CallEndedData, StoredEvent } from '@callscope/call-events';
import { type CallState, evolveCall } from '../call-state';

// The words that several rules of events.md share, said once more without the code that they judge: each looks at all
// events of a call at once and sorts them.

type Of<T extends StoredEvent['type']> = Extract<StoredEvent, { readonly type: T }>;

export function ofType<T extends StoredEvent['type']>(events: readonly StoredEvent[], ...types: T[]): Of<T>[] {
  return events.filter((event): event is Of<T> => (types as string[]).includes(event.type));
}

/** Sorted by the first of these figures that differs, then by the greater id: the last one is in force. */
export function strongest<E extends StoredEvent>(
  events: readonly E[],
  ...figures: readonly ((event: E) => number)[]
): E | undefined {
  return [...events]
    .sort((a, b) => {
      const decisive = figures.find((figure) => figure(a) !== figure(b));
      if (decisive) return decisive(a) - decisive(b);
      return a.id < b.id ? -1 : 1;
    })
    .at(-1);
}

/** The producer's time; an event without one is earlier than all others. */
export function toldAt(event: StoredEvent): number {
  return event.occurred_at ?? -Infinity;
}

export function lastStored<E extends StoredEvent>(events: readonly E[]): E | undefined {
  return strongest(events, ({ position }) => position);
}

/** An end with a report outranks one without; of two with a report the one stored last stands. */
export function endInForce(events: readonly StoredEvent[]): Of<'call.ended'> | undefined {
  const ends = ofType(events, 'call.ended');
  return lastStored(ends.filter(({ data }) => data.report_id !== undefined)) ?? strongest(ends, toldAt);
}

/**
 * Why the call ended and how long it was. A report says it alone; ends without one each by the strongest that says it,
 * and `unknown` says less than any other reason.
 */
export function toldByEnds(events: readonly StoredEvent[]): Pick<CallEndedData, 'reason' | 'duration_ms'> {
  const end = endInForce(events)?.data;
  if (end?.report_id !== undefined) return end;
  const ends = ofType(events, 'call.ended');
  const why = ends.filter(({ data }) => data.reason !== undefined);
  const howLong = ends.filter(({ data }) => data.duration_ms !== undefined);
  const reason = strongest(why, ({ data }) => Number(data.reason !== 'unknown'), toldAt)?.data.reason;
  const duration = strongest(howLong, toldAt)?.data.duration_ms;
  return { ...(reason && { reason }), ...(duration !== undefined && { duration_ms: duration }) };
}

/** The turns that count, by number: each as the event in force tells it. */
export function turnsInForce(events: readonly StoredEvent[]): Of<'turn.completed' | 'turn.corrected'>[] {
  const all = ofType(events, 'turn.completed', 'turn.corrected');
  const listed = endInForce(events)?.data.turns;
  const numbers = [...new Set(all.map(({ data }) => data.turn))].sort((a, b) => a - b);
  return numbers.flatMap((number) => {
    const told = all.filter(({ data }) => data.turn === number);
    const onlyReported = told.every(({ source }) => source?.adapter === 'patter');
    if (onlyReported && listed && !listed.includes(number)) return [];
    return lastStored(ofType(told, 'turn.corrected')) ?? strongest(told, toldAt) ?? [];
  });
}

/** The code under test. */
export function folded(events: readonly StoredEvent[]): CallState {
  return events.reduce<CallState | null>(evolveCall, null)!;
}
