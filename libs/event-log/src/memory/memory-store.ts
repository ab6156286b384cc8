import type { StoredEvent } from '@callscope/call-events';
import { callHash } from '../encoding/call-hash';
import { decodeEvent, type EventRow, Personal, storedRow, type StoredRow } from '../encoding/event-row';
import type { AppendOutcome } from '../event-log';
import { isOfTheService } from '../of-the-service';
import type { Baseline, TrimOutcome, TrimRequest } from '../trimming';
import { MemoryBaseline } from './memory-baseline';

interface Entry {
  row: StoredRow;
  /** Null when the call was erased: any telling of the id is a repeat then. */
  fingerprint: string | null;
}

/** What a log in memory holds; it outlives the log that is opened on it. */
export class MemoryStore {
  /** In order of position. */
  #entries: Entry[] = [];
  #head = 0;
  readonly #byId = new Map<string, Entry>();
  /** First position of each erased call. */
  readonly #erased = new Map<string, number>();
  /** Hashes of their names. */
  readonly #trimmed = new Set<string>();
  readonly #baseline = new MemoryBaseline();

  constructor(readonly logId: string) {}

  get head(): number {
    return this.#head;
  }

  get tail(): number | null {
    return this.#entries[0]?.row.position ?? null;
  }

  append(rows: readonly EventRow[], recordedAt: number): AppendOutcome[] {
    return rows.map((row) => this.#appendOne(row, recordedAt));
  }

  read(after: number, upTo: number, limit: number): StoredEvent[] {
    const from = this.#entries.findIndex(({ row }) => row.position > after);
    if (from === -1) return [];
    const page = this.#entries.slice(from, from + limit).filter(({ row }) => row.position <= upTo);
    return page.map(({ row }) => decodeEvent(row));
  }

  erase(callId: string): number {
    const entries = this.#entriesOf([callId]);
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

  trim({ callIds, asOf, baseline }: TrimRequest): TrimOutcome {
    const { version } = this.#baseline.read();
    if (baseline.version !== version) return { outcome: 'outdated', version };
    const leaving = this.#entriesOf(callIds);
    const changed = leaving.filter(({ row }) => row.position > asOf);
    if (changed.length > 0) return { outcome: 'changed', callIds: namesOf(changed) };
    const calls = namesOf(leaving);
    for (const callId of calls) {
      this.#trimmed.add(callHash(callId, this.logId));
      this.#erased.delete(callId);
    }
    for (const { row } of leaving) this.#byId.delete(row.event_id);
    this.#entries = this.#entries.filter(({ row }) => !calls.includes(row.call_id));
    this.#baseline.change(
      baseline,
      leaving.map(({ row }) => row.position),
    );
    const { version: now, trimmedUpTo } = this.#baseline.read();
    const events = leaving.length;
    return { outcome: 'trimmed', calls: calls.length, events, trimmedUpTo, version: now, wiped: true };
  }

  baseline(): Baseline {
    return this.#baseline.read();
  }

  #entriesOf(callIds: readonly string[]): Entry[] {
    return this.#entries.filter(({ row }) => callIds.includes(row.call_id));
  }

  #appendOne(row: EventRow, recordedAt: number): AppendOutcome {
    if (this.#trimmed.has(callHash(row.call_id, this.logId))) {
      return { outcome: 'duplicate', position: this.#baseline.read().trimmedUpTo };
    }
    const known = this.#byId.get(row.event_id);
    const erasedAt = this.#erased.get(row.call_id);
    if (erasedAt !== undefined && !isOfTheService(row.type)) {
      return { outcome: 'duplicate', position: known?.row.position ?? erasedAt };
    }
    if (known) {
      const same = known.fingerprint === null || known.fingerprint === row.fingerprint;
      return { outcome: same ? 'duplicate' : 'conflict', position: known.row.position };
    }
    const entry = { row: storedRow(row, this.#head + 1, recordedAt), fingerprint: row.fingerprint };
    this.#head = entry.row.position;
    this.#entries.push(entry);
    this.#byId.set(row.event_id, entry);
    return { outcome: 'accepted', position: entry.row.position };
  }
}

function namesOf(entries: readonly Entry[]): string[] {
  return [...new Set(entries.map(({ row }) => row.call_id))];
}
