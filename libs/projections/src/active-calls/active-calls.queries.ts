import type { CallState } from '@callscope/call-state';
import type { Statement } from 'better-sqlite3';
import type { ViewsStore } from '../kernel';

const ACTIVE_CALLS = `FROM view_active_calls a JOIN view_calls c USING (key) ORDER BY a.begun_at DESC, a.position DESC`;

/** Reads of the calls that run. */
export class ActiveCallsQueries {
  readonly #all: Statement<[], { row: string; shown: string }>;
  readonly #silent: Statement<[number, number], { key: string; position: number }>;

  constructor(views: ViewsStore) {
    this.#all = views.db.prepare(`SELECT c.row, c.shown ${ACTIVE_CALLS}`);
    this.#silent = views.db.prepare(
      'SELECT key, position FROM view_active_calls WHERE last_recorded_at < ? ORDER BY last_recorded_at LIMIT ?',
    );
  }

  /** Calls of which nothing was recorded since a moment of our clock (epoch ms), longest silent first. */
  silentSince(recordedBefore: number, limit: number): { callId: string; position: number }[] {
    return this.#silent.all(recordedBefore, limit).map(({ key, position }) => ({ callId: key, position }));
  }

  /** All of them, newest start first. */
  all(): CallState[] {
    return this.#all.all().map(({ row }) => JSON.parse(row) as CallState);
  }

  /** All of them, newest start first, each as JSON of its `CallRow`. */
  shown(): string[] {
    return this.#all.all().map(({ shown }) => shown);
  }
}
