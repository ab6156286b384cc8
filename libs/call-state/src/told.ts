import type { StoredEvent } from '@callscope/call-events';

/**
 * One field that several events may tell. Which telling is in force never depends on the order of arrival:
 * first the rank of the type of event, then the later `occurred_at` (none is earliest), then the greater id.
 */
export interface Told<T> {
  readonly value: T;
  readonly rank: number;
  readonly at: number | null;
  readonly id: string;
}

/** Where a telling comes from. */
export type Telling = Omit<Told<unknown>, 'value'>;

export function tellingOf(event: StoredEvent, rank = 0): Telling {
  return { rank, at: event.occurred_at ?? null, id: event.id };
}

/** Is `a` in force over `b`? */
export function outranks(a: Telling, b: Telling): boolean {
  if (a.rank !== b.rank) return a.rank > b.rank;
  const [atA, atB] = [a.at ?? -Infinity, b.at ?? -Infinity];
  if (atA !== atB) return atA > atB;
  return a.id > b.id;
}

/** The telling in force of the one we have and a new one; the very same object when nothing changes. */
export function tell<T>(known: Told<T> | undefined, value: T, telling: Telling): Told<T> {
  if (known && !outranks(telling, known)) return known;
  return { value, rank: telling.rank, at: telling.at, id: telling.id };
}
