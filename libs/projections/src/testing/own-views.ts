import { join } from 'node:path';
import type { StoredEvent } from '@callscope/call-events';
import { ViewsStore } from '../kernel';
import { projectionsIn } from '../kernel/projection-folders';
import { inOrder } from '../kernel/projection-order';

const OWN = join(__dirname, '..');

/** The read models of this library over these events; in memory when no file is given. */
export function ownViews(events: readonly StoredEvent[] = [], file = ':memory:'): ViewsStore {
  const views = new ViewsStore(file, 'abcdefgh', inOrder(projectionsIn(OWN)));
  views.apply(events);
  return views;
}

/** Every row of every read model as it is stored, columns and all. */
export function everyRow(views: ViewsStore): string {
  const tables = views.db.prepare("SELECT name FROM sqlite_schema WHERE name GLOB 'view_*' AND type = 'table'").pluck();
  const rows = (tables.all() as string[])
    .sort()
    .map((table) => [table, views.db.prepare(`SELECT * FROM ${table} ORDER BY key`).all()]);
  return JSON.stringify([views.position, rows]);
}
