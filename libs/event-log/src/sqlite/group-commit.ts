import { OverloadedError, StorageUnavailableError } from '../errors';
import type { EventRow } from '../encoding/event-row';
import type { AppendOutcome } from '../event-log';
import type { CommitResult } from './log-writer';
import { bytesOf, WaitingAppends } from './waiting-appends';

/** The disk is given a second group while it writes the first, but only one that is worth a sync of its own. */
const GROUPS_AT_ONCE = 2;
const WORTH_A_SYNC = 32;

/**
 * Group commit without a timer: an append that finds the disk idle is committed at once; what arrives during a commit
 * becomes the next one, which is handed over already when it is large, so that the writer does not wait for this thread
 * nor this thread for the writer. One fsync serves all of a group, and nobody waits longer than three of them while the
 * disk keeps up. When it does not, at most `WAITING_LIMIT` waits and the rest is refused.
 */
export class GroupCommit {
  readonly #waiting = new WaitingAppends();
  #running = 0;
  #closed = false;
  #onIdle: (() => void) | null = null;

  constructor(
    private readonly commit: (rows: readonly EventRow[]) => Promise<CommitResult>,
    private readonly onCommitted: (rows: readonly EventRow[], result: CommitResult) => void,
  ) {}

  /** Appends that no group has taken yet. */
  get waiting(): number {
    return this.#waiting.length;
  }

  append(rows: readonly EventRow[]): Promise<readonly AppendOutcome[]> {
    if (this.#closed) return Promise.reject(new StorageUnavailableError('it is closing'));
    const bytes = bytesOf(rows);
    if (!this.#waiting.hasRoomFor(rows.length, bytes)) return Promise.reject(new OverloadedError(this.#waiting.size));
    return new Promise((resolve, reject) => {
      this.#waiting.push({ rows, bytes, resolve, reject });
      this.#handOver();
    });
  }

  /** Commits what waits, then takes no more. */
  async close(): Promise<void> {
    this.#closed = true;
    if (this.#running === 0) return;
    await new Promise<void>((resolve) => {
      this.#onIdle = resolve;
    });
  }

  #handOver(): void {
    while (!this.#waiting.isEmpty && this.#isWorthIt()) {
      this.#running += 1;
      void this.#commitNext().then(() => {
        this.#running -= 1;
        // In the same tick as the look at the queue: an append that came in between would wait for ever.
        this.#handOver();
        if (this.#running === 0) this.#onIdle?.();
      });
    }
  }

  #isWorthIt(): boolean {
    return this.#running === 0 || (this.#running < GROUPS_AT_ONCE && this.#waiting.size.events >= WORTH_A_SYNC);
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
