import type { StoredEvent } from '@callscope/call-events';
import type { Baseline } from '@callscope/event-log';
import type { Database } from 'better-sqlite3';
import { baselineRowsOf } from './baseline';
import { MarksAhead } from './marks-ahead';
import type { ProjectionDefinition } from './projection';
import type { ViewTables } from './view-tables';
import { openViews, removeViews } from './views-database';

/** `ahead`: the last position at which something is still to be set in the rows; 0 when nothing is. */
const DDL = 'CREATE TABLE IF NOT EXISTS baseline (version INTEGER NOT NULL, ahead INTEGER NOT NULL)';

export const NO_BASELINE: Baseline = { version: 0, trimmedUpTo: 0, rows: new Map() };

/** Where a rebuild begins: at what the calls that were trimmed add up to. */
export class ViewsBaseline {
  /** Of the baseline that the rows agree with. */
  version: number;
  #marks: MarksAhead;

  constructor(
    private readonly db: Database,
    private readonly tables: ViewTables,
    private readonly baseline: Baseline,
    position: number,
  ) {
    this.version = baseline.version;
    this.#marks = this.#marksAbove(position);
  }

  /** Puts the sums of the trimmed calls into rows that hold nothing yet. Answers whether there was anything to do. */
  seed(): boolean {
    if (readVersion(this.db) !== null) return false;
    for (const { projection, table } of this.tables.lasting) {
      for (const [key, { row }] of baselineRowsOf(this.baseline, projection.name)) table.replace(key, row, 0);
    }
    return true;
  }

  /** Events cut where something is to be set between them; then `reached` is called with each `upTo`. */
  cut(events: readonly StoredEvent[], upTo: number): ReturnType<MarksAhead['cut']> {
    return this.#marks.cut(events, upTo);
  }

  reached(position: number): void {
    this.#marks.reached(position);
  }

  flush(): void {
    this.db.exec('DELETE FROM baseline');
    this.db.prepare('INSERT INTO baseline (version, ahead) VALUES (?, ?)').run(this.version, this.#marks.last);
  }

  /** Back to what the file says, which stands at this position. */
  discard(position: number): void {
    this.version = readVersion(this.db) ?? this.baseline.version;
    this.#marks = this.#marksAbove(position);
  }

  #marksAbove(position: number): MarksAhead {
    const marks = new MarksAhead(position);
    // Rows that have passed the last of them: nothing of a large baseline has to be looked at.
    if (readAhead(this.db) === 0) return marks;
    for (const { projection, table } of this.tables.lasting) {
      for (const [key, { at, mark }] of baselineRowsOf(this.baseline, projection.name)) {
        marks.add(at, () => {
          for (const { open } of table.change([key], at)) open.settle?.(mark);
        });
      }
    }
    return marks;
  }
}

/**
 * Opens a views file whose rows agree with this version of the baseline, or makes it anew: when the service was killed
 * between a trim of the log and that of the views, nobody knows any more which rows have to go.
 */
export function openAgreeing(
  file: string,
  logId: string,
  projections: readonly ProjectionDefinition[],
  version: number,
): Database {
  const db = openViews(file, logId, projections);
  db.exec(DDL);
  const known = readVersion(db);
  if (known === null || known === version) return db;
  db.close();
  removeViews(file);
  return openAgreeing(file, logId, projections, version);
}

/** Of the baseline that the rows of a views file agree with; null when it has none yet. */
function readVersion(db: Database): number | null {
  return db.prepare<[], { version: number }>('SELECT version FROM baseline').get()?.version ?? null;
}

function readAhead(db: Database): number | null {
  return db.prepare<[], { ahead: number }>('SELECT ahead FROM baseline').get()?.ahead ?? null;
}
