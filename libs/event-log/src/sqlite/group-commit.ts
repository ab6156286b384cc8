import { StorageUnavailableError } from '../errors';
import type { AppendOutcome } from '../event-log';
import type { CommitResult } from './log-writer';
import type { EventRow } from './row-codec';

interface WaitingAppend {
  readonly rows: readonly EventRow[];
  readonly resolve: (outcomes: readonly AppendOutcome[]) => void;
  readonly reject: (error: Error) => void;
}

/**
 * Group commit without a timer: an append that finds the disk idle is committed at once; whatever arrives during a
 * commit becomes the next one. One fsync thus serves all who wait, and nobody waits longer than two of them.
 */
export class GroupCommit {
  #waiting: WaitingAppend[] = [];
  #running: Promise<void> | null = null;
  #closed = false;

  constructor(
    private readonly commit: (rows: readonly EventRow[]) => Promise<CommitResult>,
    private readonly onCommitted: (rows: readonly EventRow[], result: CommitResult) => void,
  ) {}

  append(rows: readonly EventRow[]): Promise<readonly AppendOutcome[]> {
    if (this.#closed) return Promise.reject(new StorageUnavailableError('it is closing'));
    return new Promise((resolve, reject) => {
      this.#waiting.push({ rows, resolve, reject });
      this.#running ??= this.#run();
    });
  }

  /** Commits what waits, then takes no more. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#running;
  }

  async #run(): Promise<void> {
    while (this.#waiting.length > 0) {
      const group = this.#waiting;
      this.#waiting = [];
      await this.#commitGroup(group);
    }
    // In the same tick as the look at the queue: an append that came in between would wait for ever.
    this.#running = null;
  }

  async #commitGroup(group: readonly WaitingAppend[]): Promise<void> {
    const rows = group.flatMap((waiting) => waiting.rows);
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
