import { once } from 'node:events';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import SqliteDatabase from 'better-sqlite3';
import { removeFolder, tempFolder } from '../testing/temp-folder';

const HOOK = join(__dirname, '../../../../scripts/typescript-hook.cjs');
const WRITER = join(__dirname, 'writer.worker.ts');
const TELL = join(__dirname, '../testing/tell-synchronous.ts');
const FULL = 2;

/** Runs the writer on a folder, and answers all that it says from its beginning to its end. */
async function runWriter(folder: string): Promise<unknown[]> {
  const worker = new Worker(WRITER, { workerData: { folder }, execArgv: ['-r', HOOK, '-r', TELL] });
  const said: unknown[] = [];
  worker.on('message', (message) => said.push(message));
  await once(worker, 'message');
  worker.postMessage({ kind: 'close' });
  await once(worker, 'exit');
  return said;
}

describe('the log writer', () => {
  let folder: string;
  beforeEach(() => {
    folder = tempFolder();
  });
  afterEach(() => removeFolder(folder));

  it('waits for the disk at every commit, also when it has opened the file anew', async () => {
    for (let time = 0; time < 3; time++) {
      const said = await runWriter(folder);
      expect(said).toEqual([
        { kind: 'ready', logId: expect.any(String), head: 0, renewal: null, syncMs: expect.any(Number) },
        { kind: 'synchronous', level: FULL },
        { kind: 'closed' },
      ]);
    }
  });

  it('does not trust the file to say so: SQLite opens it with less', async () => {
    const file = join(folder, 'events.sqlite');
    await runWriter(folder);
    const db = new SqliteDatabase(file);
    expect([db.pragma('journal_mode', { simple: true }), db.pragma('synchronous', { simple: true })]).toEqual([
      'wal',
      1,
    ]);
    db.close();
  });
});
