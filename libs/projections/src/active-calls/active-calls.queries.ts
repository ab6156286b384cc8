import { Inject, Injectable } from '@nestjs/common';
import type { Statement } from 'better-sqlite3';
import { VIEWS_STORE, type ViewsStore } from '../kernel';
import type { ActiveCallsRow } from './active-calls.read-model';

/** Reads of the calls that run. */
@Injectable()
export class ActiveCallsQueries {
  readonly #all: Statement<[], { row: string }>;

  readonly #silent: Statement<[number, number], { key: string; position: number }>;

  constructor(@Inject(VIEWS_STORE) views: ViewsStore) {
    this.#all = views.db.prepare('SELECT row FROM view_active_calls ORDER BY begun_at DESC, position DESC');
    this.#silent = views.db.prepare(
      'SELECT key, position FROM view_active_calls WHERE last_recorded_at < ? ORDER BY last_recorded_at LIMIT ?',
    );
  }

  /** Calls of which nothing was recorded since a moment of our clock (epoch ms), longest silent first. */
  silentSince(recordedBefore: number, limit: number): { callId: string; position: number }[] {
    return this.#silent.all(recordedBefore, limit).map(({ key, position }) => ({ callId: key, position }));
  }

  /** All of them, newest start first. */
  all(): ActiveCallsRow[] {
    return this.#all.all().map(({ row }) => JSON.parse(row) as ActiveCallsRow);
  }
}
