import type { Database, Statement } from 'better-sqlite3';
import type { TrimOutcome, TrimRequest } from '../trimming';
import { BaselineRows } from './baseline-rows';
import { assertIntact } from './checked-row';
import { CheckedRows } from './checked-rows';
import { emptyWal } from './empty-wal';
import { GapTable } from './gap-table';
import { rangesOf } from './gaps';
import { readTrimState, type TrimState, writeTrimState } from './trim-state';
import type { TrimmedCalls } from './trimmed-calls';

/** Appends wait meanwhile. What is not wiped then is wiped with the next portion. */
const PATIENCE_MS = 100;

interface FoundCall {
  readonly callId: string;
  readonly stream: number;
  readonly last: number;
}

type Refused = Exclude<TrimOutcome, { outcome: 'trimmed' }>;
type Trimmed = Omit<Extract<TrimOutcome, { outcome: 'trimmed' }>, 'wiped'>;

/** Takes whole calls out of the log, and changes the baseline, in one transaction. */
export class TrimCalls {
  readonly #gaps: GapTable;
  readonly #baseline: BaselineRows;
  readonly #call: Statement<[string], { stream: number; last: number | null }>;
  readonly #events: CheckedRows<[number]>;
  readonly #deletePersonal: Statement<[number]>;
  /** Numbers of calls are used again: nothing that goes by the number may stay. */
  readonly #deleteByStream: readonly Statement<[number]>[];
  readonly #transaction: (request: TrimRequest) => Trimmed | Refused;

  constructor(
    private readonly db: Database,
    private readonly trimmed: TrimmedCalls,
  ) {
    this.#gaps = new GapTable(db);
    this.#baseline = new BaselineRows(db);
    this.#call = db.prepare(
      `SELECT s.stream, (SELECT max(position) FROM events WHERE stream = s.stream) AS last
       FROM streams s WHERE s.call_id = ?`,
    );
    this.#events = new CheckedRows(db, 'WHERE e.stream = ?');
    this.#deletePersonal = db.prepare('DELETE FROM private WHERE position = ?');
    this.#deleteByStream = ['events', 'erased', 'streams'].map((table) =>
      db.prepare(`DELETE FROM ${table} WHERE stream = ?`),
    );
    const transaction = db.transaction((request: TrimRequest) => this.#trim(request));
    this.#transaction = (request) => transaction.immediate(request);
  }

  /** @throws DamagedLogError when an event that would leave is not as it was stored: it may not be of that call. */
  run(request: TrimRequest): TrimOutcome {
    const outcome = this.#transaction(request);
    return outcome.outcome === 'trimmed' ? { ...outcome, wiped: emptyWal(this.db, PATIENCE_MS) } : outcome;
  }

  #trim({ callIds, asOf, baseline }: TrimRequest): Trimmed | Refused {
    const before = readTrimState(this.db);
    if (baseline.version !== before.version) return { outcome: 'outdated', version: before.version };
    const calls = this.#find(callIds);
    const changed = calls.filter(({ last }) => last > asOf).map(({ callId }) => callId);
    if (changed.length > 0) return { outcome: 'changed', callIds: changed };
    const positions = calls.flatMap((call) => this.#takeOut(call)).sort((a, b) => a - b);
    for (const range of rangesOf(positions)) this.#gaps.add(range);
    const isNothing = calls.length === 0 && baseline.set.length === 0 && (baseline.remove ?? []).length === 0;
    const after: TrimState = {
      version: before.version + (isNothing ? 0 : 1),
      upTo: Math.max(before.upTo, positions.at(-1) ?? 0),
      calls: before.calls + calls.length,
      baselineRows: before.baselineRows + this.#baseline.change(baseline),
    };
    writeTrimState(this.db, after);
    const { upTo: trimmedUpTo, version } = after;
    return { outcome: 'trimmed', calls: calls.length, events: positions.length, trimmedUpTo, version };
  }

  /** Those that have events. A call of which only conflicts were told has none, and is none. */
  #find(callIds: readonly string[]): FoundCall[] {
    return [...new Set(callIds)].flatMap((callId) => {
      const { stream = 0, last = null } = this.#call.get(callId) ?? {};
      return last === null ? [] : [{ callId, stream, last }];
    });
  }

  /** The positions that the call had. */
  #takeOut({ callId, stream }: FoundCall): number[] {
    const positions = this.#events.all(stream).map((row) => {
      assertIntact(row);
      this.#deletePersonal.run(row.position);
      return row.position;
    });
    for (const statement of this.#deleteByStream) statement.run(stream);
    this.trimmed.add(callId);
    return positions;
  }
}
