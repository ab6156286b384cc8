import { OverloadedError, StorageUnavailableError } from '../errors';
import type { EventRow } from '../encoding/event-row';
import type { AppendOutcome } from '../event-log';
import type { CommitResult } from './log-writer';
import { bytesOf, WaitingAppends } from './waiting-appends';

/**
 * Group commit without a timer: an append that finds the disk idle is committed at once; whatever arrives during a
 * commit becomes the next one. One fsync thus serves all who wait, and nobody waits longer than two of them while the
 * disk keeps up. When it does not, at most `WAITING_LIMIT` waits and the rest is refused.
 */
export class GroupCommit {
  readonly #waiting = new WaitingAppends();
  #running: Promise<void> | null = null;
  #closed = false;

  constructor(
    private readonly commit: (rows: readonly EventRow[]) => Promise<CommitResult>,
    private readonly onCommitted: (rows: readonly EventRow[], result: CommitResult) => void,
  ) {}

  append(rows: readonly EventRow[]): Promise<readonly AppendOutcome[]> {
    if (this.#closed) return Promise.reject(new StorageUnavailableError('it is closing'));
    const bytes = bytesOf(rows);
    if (!this.#waiting.hasRoomFor(rows.length, bytes)) return Promise.reject(new OverloadedError(this.#waiting.size));
    return new Promise((resolve, reject) => {
      this.#waiting.push({ rows, bytes, resolve, reject });
      this.#running ??= this.#run();
    });
  }

  /** Commits what waits, then takes no more. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#running;
  }

  async #run(): Promise<void> {
    while (!this.#waiting.isEmpty) await this.#commitNext();
    // In the same tick as the look at the queue: an append that came in between would wait for ever.
    this.#running = null;
  }

  async #commitNext(): Promise<void> {
    const group = this.#waiting.nextGroup();
    const rows = group.length === 1 && group[0] ? group[0].rows : group.flatMap((waiting) => waiting.rows);
    try {
      const result = await this.commit(rows);
      this.onCommitted(rows, result);
      let from = 0;
      for (const waiting of group) {
        waiting.resolve(result.outcomes.slice(from, (from += waiting.rows.length)));
      }
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      for (const waiting of group) waiting.reject(new StorageUnavailableError(reason, { cause: error }));
    }
  }
}
