import type { StoredEvent } from '@callscope/call-events';
import SqliteDatabase from 'better-sqlite3';
import type { Baseline } from '../trimming';
import { dataFolder } from './data-folder';
import { LogReader } from './log-reader';
import { reading } from './sqlite-errors';

export interface EventPage {
  readonly events: readonly StoredEvent[];
  /** Nothing more that is wanted follows up to where the page was to reach. */
  readonly isLast: boolean;
}

/** Reads the log of a folder that this process has open, from another thread: checked as everywhere, and never written. */
export class LogPages {
  readonly #reader: LogReader;

  constructor(folder: string) {
    const { log } = dataFolder(folder);
    this.#reader = reading(() => new LogReader(new SqliteDatabase(log, { readonly: true })));
  }

  /**
   * Events with a position above `after` and up to `upTo`, in order, at most `limit`, fewer where they are large. With
   * `types`, which must be the very same list each time, others are passed over unread, and nobody notices here that one
   * is lost.
   * @throws DamagedLogError when they are not as they were stored.
   */
  page(after: number, upTo: number, limit: number, types: readonly string[] | null = null): EventPage {
    const { rows, isLast } = types
      ? this.#reader.pageOf(types, after, upTo, limit)
      : this.#reader.page(after, upTo, limit);
    return { events: rows, isLast };
  }

  /**
   * The events of a call up to this position, in order.
   * @throws DamagedLogError when they are not as they were stored.
   */
  call(callId: string, upTo: number): readonly StoredEvent[] {
    return this.#reader.call(callId, upTo);
  }

  /** What is kept of the calls that were trimmed. */
  baseline(): Baseline {
    return this.#reader.baseline();
  }

  close(): void {
    this.#reader.close();
  }
}
