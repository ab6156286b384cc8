import { join } from 'node:path';
import type { StoredEvent } from '@callscope/call-events';
import type { Baseline } from '@callscope/event-log';
import { tableName, ViewsStore } from '../kernel';
import { projectionsIn } from '../kernel/projection-folders';
import { inOrder } from '../kernel/projection-order';

const OWN = join(__dirname, '..');

/** The read models of this library over these events; in memory when no file is given. */
export function ownViews(events: readonly StoredEvent[] = [], file = ':memory:', baseline?: Baseline): ViewsStore {
  const views = new ViewsStore(file, 'abcdefgh', inOrder(projectionsIn(OWN)), () => undefined, baseline);
  views.apply(events);
  views.flush();
  return views;
}

/**
 * Every row of every read model as it is stored, columns and all, and every word that is found with the keys of its
 * rows. Not the ids, which are counted up and never read out: a row that was gone for a moment gets another one when it
 * was also written in that moment, and when rows are written is no matter of the events. Hence not the tables of FTS5
 * either: they hold ids, in segments that depend on what was written together.
 */
export function everyRow(views: ViewsStore): string {
  const tables = views.names.map(tableName).sort();
  return JSON.stringify([views.position, tables.map((table) => [table, rowsOf(views, table), wordsOf(views, table)])]);
}

function rowsOf({ db }: ViewsStore, table: string): unknown[] {
  const rows = db.prepare<[], { id: number }>(`SELECT * FROM ${table} ORDER BY key`).all();
  return rows.map(({ id: _id, ...row }) => row);
}

/** Each word of a full text index with the keys of the rows that have it. */
function wordsOf({ db }: ViewsStore, table: string): unknown[] {
  const words = `${table}_words`;
  if (!db.prepare('SELECT 1 FROM sqlite_schema WHERE name = ?').get(words)) return [];
  db.exec(`CREATE VIRTUAL TABLE IF NOT EXISTS temp.known_${words} USING fts5vocab('main', '${words}', 'instance')`);
  return db
    .prepare(`SELECT term, key FROM temp.known_${words} LEFT JOIN ${table} ON id = doc ORDER BY 1, 2`)
    .raw()
    .all();
}
