/**
 * Loaded before the log writer in its own thread: has the writer's connection say, right before it closes, how it
 * syncs. SQLite tells that to the connection itself only.
 */
import { parentPort } from 'node:worker_threads';
import SqliteDatabase, { type Database } from 'better-sqlite3';

const prototype = SqliteDatabase.prototype;
const close = prototype.close;

prototype.close = function (this: Database): Database {
  const writes = !this.readonly && !this.memory;
  if (writes) parentPort?.postMessage({ kind: 'synchronous', level: this.pragma('synchronous', { simple: true }) });
  return close.call(this);
};
