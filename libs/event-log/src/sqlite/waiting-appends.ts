import type { EventRow } from '../encoding/event-row';
import type { AppendOutcome } from '../event-log';

export interface WaitingAppend {
  readonly rows: readonly EventRow[];
  /** An estimate: one a character. */
  readonly bytes: number;
  readonly resolve: (outcomes: readonly AppendOutcome[]) => void;
  readonly reject: (error: Error) => void;
}

export interface Amount {
  readonly events: number;
  readonly bytes: number;
}

/** More than this never waits for the disk. */
export const WAITING_LIMIT: Amount = { events: 65_536, bytes: 64 * 1_024 * 1_024 };

/** One transaction. Larger ones are hardly quicker for each event, and hold up the main loop while they are sent. */
export const GROUP_LIMIT: Amount = { events: 1_000, bytes: 4 * 1_024 * 1_024 };

/** What a row takes beside its texts: numbers, fingerprint, the object itself. */
const ROW_BYTES = 200;

/** The queue in front of the disk. */
export class WaitingAppends {
  readonly #queue: WaitingAppend[] = [];
  #events = 0;
  #bytes = 0;

  get isEmpty(): boolean {
    return this.#queue.length === 0;
  }

  get length(): number {
    return this.#queue.length;
  }

  get size(): Amount {
    return { events: this.#events, bytes: this.#bytes };
  }

  /** An append of any size finds room in an empty queue: else it could never be stored. */
  hasRoomFor(events: number, bytes: number): boolean {
    if (this.isEmpty) return true;
    return this.#events + events <= WAITING_LIMIT.events && this.#bytes + bytes <= WAITING_LIMIT.bytes;
  }

  push(append: WaitingAppend): void {
    this.#queue.push(append);
    this.#events += append.rows.length;
    this.#bytes += append.bytes;
  }

  /** The oldest appends, whole ones: as many as make a good transaction, and at least one. */
  nextGroup(): readonly WaitingAppend[] {
    let events = 0;
    let bytes = 0;
    let count = 0;
    for (const append of this.#queue) {
      events += append.rows.length;
      bytes += append.bytes;
      if (count > 0 && (events > GROUP_LIMIT.events || bytes > GROUP_LIMIT.bytes)) break;
      count += 1;
    }
    const group = this.#queue.splice(0, count);
    for (const append of group) {
      this.#events -= append.rows.length;
      this.#bytes -= append.bytes;
    }
    return group;
  }
}

export function bytesOf(rows: readonly EventRow[]): number {
  let bytes = 0;
  for (const { event_id: id, call_id: call, source, data, personal } of rows) {
    bytes += ROW_BYTES + id.length + call.length + data.length + (source?.length ?? 0) + (personal?.length ?? 0);
  }
  return bytes;
}
