import { appendFile, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { runCommand } from '../../../../test/support/run-command';
import { startService } from '../../../../test/support/service';
import { makeTempFolder } from '../../../../test/support/temp-folder';
import { hasty } from '../testing/hasty';
import { stored, texts, textsOf, words } from '../testing/words';
import { producer, producerOn } from './producer';

describe('an outbox in a file', () => {
  const away = 'http://127.0.0.1:9';
  const aFile = async (): Promise<string> => join(await makeTempFolder(), 'outbox.ndjson');

  it('outlives the process, and is emptied when all is told', async () => {
    const file = await aFile();
    const first = producer({ url: away, outbox: { file } });
    for (let n = 0; n < 5; n += 1) first.tell(words(n));
    // Nothing is awaited: as it is when the process dies here.
    expect((await readFile(file, 'utf8')).split('\n')).toHaveLength(6);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    await first.close(0);
    const service = await startService();
    const second = producer({ url: service.url, outbox: { file } });
    second.tell(words(5));
    expect(await second.flush()).toBe(true);
    expect(textsOf(await stored(service))).toEqual(texts(0, 6));
    expect(await readFile(file, 'utf8')).toBe('');
    second.tell(words(6));
    expect(await second.close()).toBe(true);
    expect(textsOf(await stored(service))).toEqual(texts(0, 7));
  });

  it('passes over a torn last line, and writes on after it', async () => {
    const file = await aFile();
    const first = producer({ url: away, outbox: { file } });
    first.tell(words(0));
    await first.close(0);
    await appendFile(file, '{"id":"torn","type":"transcr');
    const second = producer({ url: away, outbox: { file } });
    second.tell(words(1));
    await second.close(0);
    const service = await startService();
    const third = producer({ url: service.url, outbox: { file } });
    expect(await third.close()).toBe(true);
    expect(textsOf(await stored(service))).toEqual(texts(0, 2));
  });

  /** Runs where a file may get 1 KiB large: the write that passes it is cut off in the middle, as on a full disk. */
  async function onFullDisk(url: string, file: string, then: string): Promise<string> {
    const program = `
      process.on('SIGXFSZ', () => undefined);
      const fs = require('node:fs');
      const { producer } = require('callscope/client');
      const [url, file] = process.argv.slice(1);
      const troubles = [];
      const one = producer({ url, outbox: { file }, onTrouble: ({ message }) => troubles.push(message) });
      const tell = (n) => one.tell({ type: 'transcript.final', call_id: 'call-1', data: { role: 'user', text: n + ' grüße' } });
      for (let n = 0; n < 20; n += 1) tell(n);
      ${then}
    `;
    const shell = ['-c', 'ulimit -f 1; exec "$0" --eval "$1" "$2" "$3"', process.execPath, program, url, file];
    return (await runCommand('bash', shell)).output;
  }

  it('tells all the same when the disk is full', async () => {
    const service = await startService();
    const file = await aFile();
    const output = await onFullDisk(
      service.url,
      file,
      'one.close().then((isTold) => console.log(isTold, one.dropped, fs.statSync(file).size, troubles.at(-1)));',
    );
    expect(output).toMatch(/^true 0 0 the outbox: EFBIG/);
    expect(textsOf(await stored(service))).toEqual(texts(0, 20));
  });

  it('begins all the same when the disk is full and the last line torn', async () => {
    const service = await startService();
    const file = await aFile();
    // Each time the process ends with all of it in the file alone.
    for (const round of [0, 1]) {
      const output = await onFullDisk(away, file, 'console.log(fs.statSync(file).size, one.waiting); process.exit();');
      const [size, waiting] = output.split(' ').map(Number);
      expect([round, size]).toEqual([round, 1_024]);
      expect(waiting).toBeGreaterThan(20 * round);
    }
    const next = producer({ url: service.url, outbox: { file } });
    expect(await next.close()).toBe(true);
    const told = textsOf(await stored(service));
    expect(told).toEqual(texts(0, told.length));
    expect(told.length).toBeGreaterThan(3);
  });

  it('holds what is told once there is room again after a full disk', async () => {
    const service = await startService();
    const file = await aFile();
    // The process ends with all of it in the file alone.
    const output = await onFullDisk(
      away,
      file,
      'const { size } = fs.statSync(file); fs.truncateSync(file, 700); tell(20); console.log(size); process.exit();',
    );
    expect(output).toBe('1024\n');
    const next = producer({ url: service.url, outbox: { file } });
    expect(await next.close()).toBe(true);
    const told = textsOf(await stored(service));
    expect(told).toEqual([...texts(0, told.length - 1), '20 grüße']);
    expect(told.length).toBeGreaterThan(3);
  });

  it('does not grow for ever while the service is away', async () => {
    const file = await aFile();
    const one = producerOn({ url: away, outbox: { file } }, hasty);
    for (let n = 0; n < 90; n += 1) {
      one.tell(words(n, 'x'.repeat(1_000_000)));
      await delay(2);
    }
    // It is written anew above 32 MiB, not each time.
    while ((await stat(file)).size > 33 * 1_048_576) await delay(20);
    expect(one.waiting).toBe(16);
    await one.close(0);
    const next = producer({ url: away, outbox: { file } });
    expect(next.waiting).toBe(16);
    await next.close(0);
  });

  it('fails at the start when it cannot be opened', () => {
    expect(() => producer({ url: away, outbox: { file: '/nowhere/at/all' } })).toThrow('ENOENT');
  });
});
