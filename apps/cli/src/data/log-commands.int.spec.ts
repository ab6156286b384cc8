import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SqliteEventLog } from '@callscope/event-log';
import { turns } from '../../../../libs/event-log/src/testing/events';
import SqliteDatabase from 'better-sqlite3';
import { dispatch } from '../dispatch';
import { fakeTerminal } from '../testing/fake-terminal';

describe('commands on the data folder', () => {
  let base: string;
  let data: string;
  let log: SqliteEventLog | null;
  beforeEach(async () => {
    base = mkdtempSync(join(tmpdir(), 'callscope-cli-'));
    data = join(base, 'data');
    log = await SqliteEventLog.open({ folder: data });
    await log.append(turns('call', 1, 50));
  });
  afterEach(async () => {
    await log?.close();
    rmSync(base, { recursive: true });
  });

  async function stop(): Promise<void> {
    await log?.close();
    log = null;
  }

  async function run(...words: string[]): Promise<{ exitCode: number; stdout: string; stderr: string }> {
    const terminal = fakeTerminal();
    const exitCode = await dispatch(words, terminal);
    return { exitCode, stdout: terminal.stdout(), stderr: terminal.stderr() };
  }

  /** Changes what was said in a turn behind the back of the log. */
  function damage(position: number): void {
    const db = new SqliteDatabase(join(data, 'events.sqlite'));
    db.prepare("UPDATE private SET data = replace(data, 'question', 'Question') WHERE position = ?").run(position);
    db.close();
  }

  const filesWithTimes = (): string[] =>
    readdirSync(data)
      .filter((name) => !name.endsWith('-shm') && !name.endsWith('-wal'))
      .map((name) => `${name} ${statSync(join(data, name)).mtimeMs}`);

  it('verify says that all is well, while the service runs and after', async () => {
    const said = `log ${log!.logId}: 50 events of 1 calls are as they were stored, up to position 50\n`;
    expect(await run('verify', '--data', data)).toEqual({ exitCode: 0, stdout: said, stderr: '' });
    await stop();
    const before = filesWithTimes();
    expect(await run('verify', '--data', data)).toEqual({ exitCode: 0, stdout: said, stderr: '' });
    expect(filesWithTimes()).toEqual(before);
  });

  it('verify, backup and compact tell the same as JSON', async () => {
    const asJson = async (...words: string[]): Promise<unknown> =>
      JSON.parse((await run(...words, '--data', data, '--json')).stdout);
    expect(await asJson('verify')).toMatchObject({ log: log!.logId, position: 50, events: 50, calls: 1, flaws: [] });
    expect(await asJson('backup', join(base, 'copy'))).toMatchObject({ events: 50, folder: join(base, 'copy') });
    await stop();
    expect(await asJson('compact')).toMatchObject({ after_bytes: expect.any(Number) });
    damage(7);
    const { exitCode, stdout, stderr } = await run('verify', '--data', data, '--json');
    expect([exitCode, JSON.parse(stdout)]).toMatchObject([4, { flaws: [expect.stringContaining('7')] }]);
    expect(stderr).toContain('damaged');
  });

  it('verify names every damaged position, and ends with 4', async () => {
    await stop();
    damage(7);
    damage(31);
    const { exitCode, stdout, stderr } = await run('verify', '--data', data);
    expect([exitCode, stdout]).toEqual([4, expect.stringContaining(': 48 events of 1 calls are')]);
    expect(stderr.split('\n').slice(0, -1)).toEqual([
      'callscope verify: damaged: the personal part of position 7 was altered',
      'callscope verify: damaged: the personal part of position 31 was altered',
    ]);
  });

  it('backup copies a running log into a folder that opens as a log of another name', async () => {
    const to = join(base, 'copy');
    const { exitCode, stdout } = await run('backup', to, '--data', data);
    expect([exitCode, stdout]).toEqual([0, `log ${log!.logId}: 50 events up to position 50 are in ${to}, verified\n`]);
    expect(statSync(to).mode & 0o777).toBe(0o700);
    const copy = await SqliteEventLog.open({ folder: to });
    expect(copy.read(0, 100)).toEqual(log!.read(0, 100));
    expect(copy.logId).not.toBe(log!.logId);
    const [first] = turns('call', 1, 1);
    await expect(copy.append([first!])).resolves.toEqual([{ outcome: 'duplicate', position: 1 }]);
    await copy.close();
  });

  it('backup makes no copy of a damaged log', async () => {
    damage(7);
    const to = join(base, 'copy');
    const { exitCode, stderr } = await run('backup', to, '--data', data);
    expect([exitCode, stderr]).toEqual([4, expect.stringContaining('position 7 was altered')]);
    expect(readdirSync(to)).toEqual([]);
  });

  it('backup writes over nothing', async () => {
    writeFileSync(join(base, 'mine'), 'mine');
    const { exitCode, stderr } = await run('backup', base, '--data', data);
    expect([exitCode, stderr]).toEqual([2, `callscope backup: ${base} is not empty\n`]);
    expect(existsSync(join(base, 'events.sqlite'))).toBe(false);
  });

  it('compact gives back the room of what was erased, and loses nothing else', async () => {
    await log!.append(turns('gone', 1, 2_000));
    await log!.erase('gone');
    await stop();
    const { exitCode, stdout } = await run('compact', '--data', data);
    const [before, after] = /^(\d+) bytes before, (\d+) now\n$/.exec(stdout)!.slice(1).map(Number);
    expect(exitCode).toBe(0);
    expect(after).toBeLessThan(before! * 0.9);
    expect(await run('verify', '--data', data)).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('2050') });
  });

  it('compact leaves a folder that is in use, and names who has it', async () => {
    const { exitCode, stderr } = await run('compact', '--data', data);
    expect([exitCode, stderr]).toEqual([3, expect.stringContaining(`in use by process ${process.pid}`)]);
  });

  it('compact does not touch a damaged log', async () => {
    await stop();
    damage(7);
    const before = filesWithTimes();
    expect(await run('compact', '--data', data)).toMatchObject({ exitCode: 4 });
    expect(filesWithTimes()).toEqual(before);
  });

  it.each([
    [['verify', '--data', '/nowhere/at/all'], 'callscope verify: there is no event log in /nowhere/at/all\n'],
    [['backup', 'to', '--data', '/nowhere/at/all'], 'callscope backup: there is no event log in /nowhere/at/all\n'],
    [['compact', '--data', '/nowhere/at/all'], 'callscope compact: there is no event log in /nowhere/at/all\n'],
    [['backup'], 'callscope backup: where to? (--help tells more)\n'],
    [['backup', 'a', 'b'], 'callscope backup: "b" is too much (--help tells more)\n'],
    [['verify', 'here'], 'callscope verify: "here" is too much (--help tells more)\n'],
    [['compact', '--force'], "callscope compact: Unknown option '--force'\n"],
  ])('%j ends with 2 and one sentence', async (words, sentence) => {
    expect(await run(...words)).toEqual({ exitCode: 2, stdout: '', stderr: sentence });
  });

  it.each(['verify', 'backup', 'compact'])('%s explains itself', async (name) => {
    expect(await run(name, '--help')).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('--data DIR') });
  });
});
