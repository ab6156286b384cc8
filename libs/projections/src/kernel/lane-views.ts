import { existsSync, renameSync } from 'node:fs';
import type { Baseline } from '@callscope/event-log';
import type { Database } from 'better-sqlite3';
import type { DeadLetter } from './dead-letters';
import type { ProjectionDefinition } from './projection';
import { madeBy, openMadeBy, removeViews } from './views-database';
import { canServe, nextFile, readMark } from './views-mark';
import { ViewsStore } from './views-store';

export interface LaneOptions {
  readonly file: string;
  readonly logId: string;
  /** Position up to which the log can be read. */
  readonly head: number;
  readonly projections: readonly ProjectionDefinition[];
  readonly onDeadLetter: (letter: DeadLetter) => void;
  readonly baseline: () => Baseline;
}

/**
 * The views of a lane. When only versions of projections have changed since they were made, they stay and answer as
 * they are, while their successors are made in a file beside theirs; `swap` lets those take their place. A start after a
 * crash at any moment finds the former, the latter, or both.
 */
export class LaneViews {
  #serving: ViewsStore;
  #next: ViewsStore | null;

  constructor(private readonly options: LaneOptions) {
    const { file, logId, projections, head, baseline } = options;
    const next = nextFile(file);
    const wanted = { madeBy: madeBy(logId, projections), baseline: baseline().version, head };
    const mark = readMark(file);
    if (mark?.madeBy === wanted.madeBy || readMark(next)?.madeBy !== wanted.madeBy) removeViews(next);
    const former = mark && mark.madeBy !== wanted.madeBy && canServe(mark, wanted) ? this.#former(mark.madeBy) : null;
    if (!former && existsSync(next)) takePlace(next, file);
    this.#serving = former ?? this.#open(file);
    this.#next = former && this.#open(next);
  }

  /** Those that answer. */
  get serving(): ViewsStore {
    return this.#serving;
  }

  /** Those that take in what the log gets. */
  get made(): ViewsStore {
    return this.#next ?? this.#serving;
  }

  get rebuilding(): boolean {
    return this.#next !== null;
  }

  /**
   * Before `swap`: all of the successors stands in their file, and nothing beside it.
   * @throws Error when that cannot be written; nothing has changed then.
   */
  prepareSwap(): void {
    const { made } = this;
    made.flush();
    if (made.position < this.#serving.position) throw new Error('the views in the making fell back');
    const [result] = made.db.pragma('wal_checkpoint(TRUNCATE)') as [{ busy: number }];
    if (result.busy !== 0) throw new Error('the views in the making are still being read');
  }

  /** The successors take the place of those that answered. Nobody else may have a file of them open. */
  swap(): void {
    const { file } = this.options;
    if (!this.#next) return;
    this.#next.close();
    this.#serving.close();
    takePlace(nextFile(file), file);
    this.#next = null;
    this.#serving = this.#open(file);
  }

  close(): void {
    this.#next?.close();
    this.#serving.close();
  }

  #open(file: string): ViewsStore {
    const { logId, projections, onDeadLetter, baseline } = this.options;
    return new ViewsStore(file, logId, projections, onDeadLetter, baseline());
  }

  /** The views as another build has made them; null when they cannot be read after all. */
  #former(made: string): ViewsStore | null {
    const { file, logId, projections, baseline } = this.options;
    let db: Database | null = null;
    try {
      const opened = (db = openMadeBy(file, made));
      return new ViewsStore(file, logId, projections, undefined, baseline(), () => opened);
    } catch {
      db?.close();
      return null;
    }
  }
}

/**
 * Both were opened before, and closed by the last who had them: so what a crash may have left beside the new one stands
 * in its file now. What is beside a file goes by its name, and would not go with it.
 */
function takePlace(next: string, file: string): void {
  if (existsSync(`${next}-wal`)) throw new Error('the new views could not be written into their file');
  removeViews(file);
  renameSync(next, file);
  removeViews(next);
}
