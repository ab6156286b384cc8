import { closeSync, copyFileSync, existsSync, fsyncSync, openSync, readdirSync, renameSync, rmSync } from 'node:fs';
import SqliteDatabase from 'better-sqlite3';
import { DamagedLogError } from '../errors';
import { dataFolder, makeFolder, makeOwnersFile } from './data-folder';
import { syncFolder } from './disk';
import { fingerprintKeyFile } from './fingerprint-key';
import { type VerifyResult, verifyFile } from './verify-log';

/** The copy, and where it lies. */
export interface BackupResult extends VerifyResult {
  readonly folder: string;
}

/**
 * Copies a log into a folder of its own, which is missing or empty: the log as it stands at one moment, and the key of
 * its fingerprints. The service may run meanwhile and goes on writing. The copy was read back and verified when this
 * returns, and it is on disk. It holds no remembered head: who opens it gets a log with a new name.
 * @throws DamagedLogError when the log or the copy is not what was stored; then there is no copy.
 */
export function backupLog(path: string, to: string): BackupResult {
  const [from, copy] = [dataFolder(path), dataFolder(to)];
  if (!existsSync(from.log)) throw new Error(`there is no event log in ${from.path}`);
  makeFolder(copy);
  if (readdirSync(copy.path).length > 0) throw new Error(`${copy.path} is not empty`);
  const part = `${copy.log}.part`;
  try {
    copyAtOneMoment(from.log, part);
    copyFileSync(fingerprintKeyFile(from.path), fingerprintKeyFile(copy.path));
    const result = verifyFile(part, fingerprintKeyFile(copy.path));
    const [flaw] = result.flaws;
    if (flaw !== undefined) throw new DamagedLogError(flaw);
    for (const file of [part, fingerprintKeyFile(copy.path)]) sync(file);
    renameSync(part, copy.log);
    syncFolder(copy.path);
    return { ...result, folder: copy.path };
  } catch (error) {
    for (const file of [part, fingerprintKeyFile(copy.path)]) rmSync(file, { force: true });
    throw error;
  }
}

/** One read transaction: writers go on, and what they write meanwhile is not in the copy. */
function copyAtOneMoment(file: string, to: string): void {
  makeOwnersFile(to);
  const db = new SqliteDatabase(file, { readonly: true });
  try {
    db.prepare('VACUUM INTO ?').run(to);
  } finally {
    db.close();
  }
}

function sync(file: string): void {
  const fd = openSync(file, 'r+');
  try {
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}
