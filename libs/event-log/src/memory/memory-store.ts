import type { StoredEvent } from '@callscope/call-events';
import { decodeEvent, type EventRow, Personal, storedRow, type StoredRow } from '../encoding/event-row';
import type { AppendOutcome } from '../event-log';
import { isOfTheService } from '../of-the-service';

interface Entry {
  row: StoredRow;
  /** Null when the call was erased: any telling of the id is a repeat then. */
  fingerprint: string | null;
}

/** What a log in memory holds; it outlives the log that is opened on it. */
export class MemoryStore {
  readonly #entries: Entry[] = [];
  readonly #byId = new Map<string, Entry>();
  /** First position of each erased call. */
  readonly #erased = new Map<string, number>();

  constructor(readonly logId: string) {}

  get head(): number {
    return this.#entries.length;
  }

  get tail(): number | null {
    return this.#entries.length === 0 ? null : 1;
  }

  append(rows: readonly EventRow[], recordedAt: number): AppendOutcome[] {
    return rows.map((row) => this.#appendOne(row, recordedAt));
  }

  read(after: number, upTo: number, limit: number): StoredEvent[] {
    const from = Math.max(0, after);
    return this.#entries.slice(from, Math.min(upTo, from + limit)).map(({ row }) => decodeEvent(row));
  }

  erase(callId: string): number {
    const entries = this.#entries.filter(({ row }) => row.call_id === callId);
    const [first] = entries;
    if (!first) return 0;
    this.#erased.set(callId, first.row.position);
    let lost = 0;
    for (const entry of entries) {
      entry.fingerprint = null;
      if (entry.row.has_personal !== Personal.Kept) continue;
      entry.row = { ...entry.row, has_personal: Personal.Erased, personal: null };
      lost += 1;
    }
    return lost;
  }

  #appendOne(row: EventRow, recordedAt: number): AppendOutcome {
    const known = this.#byId.get(row.event_id);
    const erasedAt = this.#erased.get(row.call_id);
    if (erasedAt !== undefined && !isOfTheService(row.type)) {
      return { outcome: 'duplicate', position: known?.row.position ?? erasedAt };
    }
    if (known) {
      const same = known.fingerprint === null || known.fingerprint === row.fingerprint;
      return { outcome: same ? 'duplicate' : 'conflict', position: known.row.position };
    }
    const entry = { row: storedRow(row, this.head + 1, recordedAt), fingerprint: row.fingerprint };
    this.#entries.push(entry);
    this.#byId.set(row.event_id, entry);
    return { outcome: 'accepted', position: entry.row.position };
  }
}
