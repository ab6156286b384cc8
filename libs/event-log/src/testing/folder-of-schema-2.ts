import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';

const DUMP = join(__dirname, 'folder-of-schema-2.sql');

/** A data folder as a service of schema version 2 has left it: three turns and the end of a, one turn of b, and c erased. */
export function writeFolderOfSchema2(folder: string): void {
  mkdirSync(folder, { recursive: true });
  const db = new SqliteDatabase(join(folder, 'events.sqlite'));
  db.exec(readFileSync(DUMP, 'utf8'));
  db.pragma('journal_mode = WAL');
  db.close();
  writeFileSync(join(folder, 'fingerprint.key'), `${'0'.repeat(64)}\n`, { mode: 0o600 });
  const head = { log: '36c90630', head: 6, checksum: 2_108_604_929 };
  writeFileSync(join(folder, 'head.json'), `${JSON.stringify(head).padEnd(95)}\n`, { mode: 0o600 });
}
