import type { StoredEvent } from '@callscope/call-events';

type Placed = Pick<StoredEvent, 'position' | 'type' | 'occurred_at'>;

/** The event that `position` stands for: the newest one at or before it, the first one for anything earlier. */
export function eventIndexAt(events: readonly Placed[], position: number): number {
  let index = 0;
  while (index + 1 < events.length && (events[index + 1]?.position ?? Infinity) <= position) index += 1;
  return index;
}

/** `?at=` as a position; null for anything that is none. */
export function positionAsked(asked: string | null): number | null {
  return asked !== null && /^\d{1,15}$/.test(asked) ? Number(asked) : null;
}

const ENDS_TURN = ['turn.completed', 'turn.corrected'];

/** Where a key moves the playhead from the event at `index`; null leaves the key to the browser. */
export function stepped(events: readonly Placed[], index: number, key: string): number | null {
  const last = events.length - 1;
  const isTurn = (event: Placed | undefined): boolean => ENDS_TURN.includes(event?.type ?? '');
  switch (key) {
    case 'ArrowRight':
    case 'ArrowUp':
      return Math.min(last, index + 1);
    case 'ArrowLeft':
    case 'ArrowDown':
      return Math.max(0, index - 1);
    case 'Home':
      return 0;
    case 'End':
      return last;
    case 'PageUp': {
      const next = events.findIndex((event, at) => at > index && isTurn(event));
      return next < 0 ? last : next;
    }
    case 'PageDown': {
      const former = events.slice(0, index).findLastIndex(isTurn);
      return Math.max(0, former);
    }
    default:
      return null;
  }
}

/** When each event happened, epoch ms, never going back: an event without a time happened with the one before it. */
export function playheadTimes(events: readonly Placed[], start: number): number[] {
  let time = start;
  return events.map(({ occurred_at }) => (time = Math.max(time, occurred_at ?? time)));
}

/**
 * A silence is waited for no longer than this; events told at once are still seen one by one, and slowly enough for a
 * browser that takes a hundred changes of the address in half a minute. In ms of the reader.
 */
export const LONGEST_STAY_MS = 5_000;
const SHORTEST_STAY_MS = 300;

/** How long a playing playhead stays at the event at `index`, in ms of the reader's time; null at the last one. */
export function stayAt(times: readonly number[], index: number, speed: number): number | null {
  const [here, next] = [times[index], times[index + 1]];
  if (here === undefined || next === undefined) return null;
  return Math.min(LONGEST_STAY_MS, Math.max(SHORTEST_STAY_MS, (next - here) / speed));
}

/** The event for a place on the line: the last one that had happened by then. */
export function eventIndexByTime(times: readonly number[], at: number): number {
  return Math.max(
    0,
    times.findLastIndex((time) => time <= at),
  );
}
