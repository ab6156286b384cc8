import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { removeFolder, tempFolder } from '../testing/temp-folder';
import { dataFolder } from './data-folder';
import { FolderLock } from './folder-lock';
import { SqliteEventLog } from './sqlite-event-log';

const REPOSITORY = join(__dirname, '../../../..');
const HOOK = join(REPOSITORY, 'scripts/typescript-hook.cjs');
const SCRIPT = join(__dirname, '../testing/append-until-killed.ts');

describe('the lock of a data folder', () => {
  let folder: string;
  beforeEach(() => {
    folder = tempFolder();
  });
  afterEach(() => removeFolder(folder));

  it('keeps a second log out, names who has it, and does the first one no harm', async () => {
    const log = await SqliteEventLog.open({ folder });
    await expect(SqliteEventLog.open({ folder })).rejects.toMatchObject({ code: 'folder_in_use', pid: process.pid });
    await expect(SqliteEventLog.open({ folder })).rejects.toThrow(`in use by process ${process.pid}`);
    await log.close();
    await (await SqliteEventLog.open({ folder })).close();
  });

  it('holds between processes, and is free when its owner was killed', async () => {
    const child = spawn(process.execPath, ['-r', HOOK, SCRIPT, folder, 'other'], {
      cwd: REPOSITORY,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(child.stdout, 'data');
    // Twice: to be refused must not take the lock from who has it.
    for (let time = 0; time < 2; time++) {
      await expect(SqliteEventLog.open({ folder })).rejects.toMatchObject({ code: 'folder_in_use', pid: child.pid });
    }
    child.kill('SIGKILL');
    await once(child, 'close');
    const log = await SqliteEventLog.open({ folder });
    expect(log.head).toBeGreaterThan(0);
    await log.close();
  });

  it('is not lost by who is refused in the same process', async () => {
    const log = await SqliteEventLog.open({ folder });
    await expect(SqliteEventLog.open({ folder })).rejects.toMatchObject({ code: 'folder_in_use' });
    const child = spawn(process.execPath, ['-r', HOOK, SCRIPT, folder, 'other'], { cwd: REPOSITORY });
    let said = '';
    child.stderr.on('data', (text: Buffer) => (said += text.toString()));
    child.stdout.once('data', () => child.kill('SIGKILL'));
    await once(child, 'close');
    expect(said).toContain(`in use by process ${process.pid}`);
    expect(log.head).toBe(0);
    await log.close();
  });

  it('is not what a pid file says, but what the kernel says', () => {
    const place = dataFolder(folder);
    writeFileSync(place.pid, '1\n');
    const lock = FolderLock.take(place);
    expect(readFileSync(place.pid, 'utf8')).toBe(`${process.pid}\n`);
    lock.release();
    expect(existsSync(place.pid)).toBe(false);
  });

  it('names nobody rather than somebody else', () => {
    const place = dataFolder(folder);
    const lock = FolderLock.take(place);
    writeFileSync(place.pid, 'nonsense');
    expect(() => FolderLock.take(place)).toThrow('in use by another process');
    lock.release();
  });

  it('leaves files that only their owner may read, whatever the umask', async () => {
    const before = process.umask(0);
    const log = await SqliteEventLog.open({ folder: join(folder, 'data') });
    const place = dataFolder(join(folder, 'data'));
    const modes = [place.log, place.wal, place.shm, place.rememberedHead, place.lock, place.pid].map(
      (file) => statSync(file).mode & 0o777,
    );
    await log.close();
    process.umask(before);
    expect(modes).toEqual(modes.map(() => 0o600));
    expect(statSync(place.path).mode & 0o777).toBe(0o700);
  });
});
