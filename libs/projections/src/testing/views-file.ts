import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { type ProjectionDefinition, ViewsStore } from '../kernel';
import { removeFolder, tempFolder } from './temp-folder';

type DeadLetterTold = ConstructorParameters<typeof ViewsStore>[3];

/** A views file of its own for a test, opened as often as the test likes. */
export class ViewsFile {
  readonly #folder = tempFolder();
  readonly #opened: ViewsStore[] = [];
  readonly path = join(this.#folder, 'views.sqlite');

  open(
    projections: readonly ProjectionDefinition[],
    { logId = 'abcdefgh', onDeadLetter }: { logId?: string; onDeadLetter?: DeadLetterTold } = {},
  ): ViewsStore {
    const views = new ViewsStore(this.path, logId, projections, onDeadLetter);
    this.#opened.push(views);
    return views;
  }

  /** Rows as somebody else reads them from the file: key, position and row. */
  rows(table: string): unknown[] {
    const db = new SqliteDatabase(this.path, { readonly: true });
    try {
      const found = db.prepare<[], { key: string; position: number; row: string }>(
        `SELECT * FROM ${table} ORDER BY key`,
      );
      return found.all().map(({ key, position, row }) => [key, position, JSON.parse(row) as unknown]);
    } finally {
      db.close();
    }
  }

  /** Closes all that was opened. */
  remove(): void {
    for (const views of this.#opened) views.close();
    removeFolder(this.#folder);
  }
}

/** From now on the views file refuses to write this row, as a full disk would; answers how to end that. */
export function refuse({ db }: ViewsStore, table: string, key: string): () => void {
  db.exec(`CREATE TRIGGER refused BEFORE INSERT ON ${table} WHEN NEW.key = '${key}'
    BEGIN SELECT RAISE(ABORT, 'disk full'); END`);
  return () => db.exec('DROP TRIGGER refused');
}
