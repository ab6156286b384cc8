import type { StoredEvent } from '@callscope/call-events';
import type { Baseline, TrimRequest } from '@callscope/event-log';
import type { Database } from 'better-sqlite3';
import { type DeadLetter, DeadLetters } from './dead-letters';
import { PageEvolver } from './page-evolver';
import type { OpenRow, ProjectionDefinition } from './projection';
import { typesOf } from './told-types';
import { planTrim } from './trim-plan';
import { ViewTables } from './view-tables';
import { NO_BASELINE, openAgreeing, ViewsBaseline } from './views-baseline';
import { readCheckpoint } from './views-database';

/** What a trim is planned from. */
export interface TrimmedLog {
  baseline(): Baseline;
  /** The events of a call up to this position, in order. */
  call(callId: string, upTo: number): readonly StoredEvent[];
}

/**
 * The views file: every read model in a table of its own, and one checkpoint that moves in the same transaction as
 * the rows, so that the rows are always those of exactly the events up to it.
 *
 * Rows change in memory first and are written now and then (`flush`), since the same few are changed by event after
 * event. After a crash the events above the checkpoint are taken in again.
 */
export class ViewsStore {
  /** The file, to read from; what was taken in stands in it after `flush`. */
  readonly db: Database;
  readonly #tables: ViewTables;
  readonly #deadLetters: DeadLetters;
  readonly #evolver: PageEvolver;
  readonly #baseline: ViewsBaseline;
  readonly #types: readonly string[] | null;
  /** Rows that are not in memory are read in one transaction: to begin one for each costs more than the row. */
  readonly #evolve: (events: readonly StoredEvent[]) => void;
  #position: number;
  #written: number;
  #indexed = false;

  constructor(
    file: string,
    logId: string,
    private readonly projections: readonly ProjectionDefinition[],
    private readonly onDeadLetter: (letter: DeadLetter) => void = () => undefined,
    baseline: Baseline = NO_BASELINE,
    open: typeof openAgreeing = openAgreeing,
  ) {
    this.db = open(file, logId, projections, baseline.version);
    this.#deadLetters = new DeadLetters(this.db);
    this.#types = typesOf(projections);
    this.#tables = new ViewTables(this.db, projections);
    this.#evolver = new PageEvolver(this.#tables.roots, this.#deadLetters);
    this.#evolve = this.db.transaction((events: readonly StoredEvent[]) => {
      this.#evolver.evolve(events);
    });
    this.#position = this.#written = readCheckpoint(this.db);
    this.#baseline = new ViewsBaseline(this.db, this.#tables, baseline, this.#position);
    if (this.#baseline.seed()) this.#commit();
  }

  /** Position up to which all rows stand. */
  get position(): number {
    return this.#position;
  }

  /** The only types of events that concern these views; null: all may. */
  get types(): readonly string[] | null {
    return this.#types;
  }

  /** How many rows wait to be written. */
  get waiting(): number {
    return this.#tables.waiting;
  }

  /** Names of the read models, each after the one it is made from. */
  get names(): readonly string[] {
    return this.projections.map(({ name }) => name);
  }

  /** A row of a read model of sums, as it stands. */
  sums<Row, Part>(projection: string): { look(key: string): OpenRow<Row, Part> } {
    return this.#tables.sums(projection);
  }

  /** How many events each projection has set aside. */
  deadLetters(): ReadonlyMap<string, number> {
    return this.#deadLetters.counts();
  }

  /** Takes a page of events into all read models. */
  apply(events: readonly StoredEvent[]): void {
    const last = events.at(-1);
    if (last) this.#advance(events, last.position);
  }

  /** There is nothing between `position` and there: it was trimmed. */
  skipTo(position: number): void {
    this.#advance([], position);
  }

  /** What the log must be told so that it can trim these calls and no sum changes. */
  planTrim(callIds: readonly string[], log: TrimmedLog): TrimRequest {
    const { position } = this;
    const eventsOf = (callId: string): readonly StoredEvent[] => log.call(callId, position);
    // Rows that still hold what the log has trimmed would add it to the baseline again: the log refuses their version.
    const baseline = { ...log.baseline(), version: this.#baseline.version };
    return planTrim(this.#tables.lasting, baseline, { callIds, position, eventsOf });
  }

  /** The log has trimmed these calls, which made this version of its baseline. */
  trimmed(callIds: readonly string[], version: number): void {
    this.#tables.dropCalls(callIds, this.#position);
    this.#baseline.version = version;
    this.#commit();
  }

  /**
   * Writes what has changed. When that cannot be done, all that was not written is forgotten and `position` goes back
   * to what the file says.
   */
  save(): void {
    if (this.#written !== this.#position) this.#commit();
  }

  /** As `save`; the rows can then be read quickly. */
  flush(): void {
    this.save();
    this.index();
  }

  /**
   * Makes the indexes, if they are not there yet: a file that is made anew has none before it is read or has caught up.
   * To sort a million events' rows once takes half as long as to find the place of each in every index, and what is
   * written to the disk is a tenth.
   */
  index(): void {
    if (this.#indexed) return;
    this.db.transaction(() => {
      this.#tables.index();
    })();
    this.#indexed = true;
  }

  /**
   * Nothing stands in the files of these views from then on but what their rows say, and they are as small as that.
   * Takes about half a second for 200 MB, which are needed as free room.
   * @throws Error when it could not be done, or not wholly.
   */
  wipe(): void {
    this.flush();
    this.db.transaction(() => {
      this.#tables.wipeWords();
    })();
    // Where SQLite spreads the rows of a page over two, a copy stays behind that `secure_delete` does not see.
    this.db.exec('VACUUM main');
    const [result] = this.db.pragma('main.wal_checkpoint(TRUNCATE)') as [{ busy: number }];
    if (result.busy !== 0) throw new Error('the views are being read, and what was wiped is not gone yet');
  }

  #commit(): void {
    try {
      this.db.transaction(() => this.#write()).immediate();
    } catch (error) {
      this.#discard();
      throw error;
    }
    this.#written = this.#position;
    this.#tables.settle();
    // Only now: whatever the teller does, the page is taken in.
    for (const letter of this.#deadLetters.settle()) this.onDeadLetter(letter);
  }

  /** Lets queries see the tables of another views file as if they stood in this one; nobody here writes them. */
  attach(file: string, name: string): void {
    this.db.prepare(`ATTACH ? AS "${name}"`).run(file);
  }

  /** Undoes `attach`. */
  detach(name: string): void {
    this.db.prepare(`DETACH "${name}"`).run();
  }

  close(): void {
    this.db.close();
  }

  #write(): void {
    for (const { projection, table } of this.#tables.all) {
      table.flush((position, error) => {
        this.#deadLetters.setAside(projection.name, position, error);
      });
    }
    this.#deadLetters.flush();
    this.#baseline.flush();
    this.db.prepare('UPDATE checkpoint SET position = ?').run(this.#position);
  }

  #advance(events: readonly StoredEvent[], upTo: number): void {
    try {
      for (const part of this.#baseline.cut(events, upTo)) {
        this.#evolve(part.events);
        this.#baseline.reached(part.upTo);
      }
      this.#position = upTo;
    } catch (error) {
      this.#discard();
      throw error;
    }
  }

  #discard(): void {
    this.#position = this.#written;
    this.#tables.discard();
    this.#deadLetters.discard();
    this.#baseline.discard(this.#position);
  }
}
