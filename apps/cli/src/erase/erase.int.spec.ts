import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CallEvent } from '@callscope/call-events';
import { SqliteEventLog, verifyLog } from '@callscope/event-log';
import { dispatch } from '../dispatch';
import { fakeTerminal } from '../testing/fake-terminal';

const NUMBER = '+12065550142';

describe('callscope erase', () => {
  let base: string;
  let data: string;
  beforeEach(async () => {
    base = mkdtempSync(join(tmpdir(), 'callscope-cli-'));
    data = join(base, 'data');
    await withLog(async (log) => {
      await log.append([started('one', { from: NUMBER }), started('two', { to: 'tel:0012065550142' })]);
      await log.append([started('three', { from: '+3312065550142' })]);
    });
  });
  afterEach(() => rmSync(base, { recursive: true }));

  const started = (id: string, parties: object): CallEvent => ({
    id: `${id}:started`,
    type: 'call.started',
    v: 1,
    call_id: id,
    data: { direction: 'inbound', metadata: { name: `Zebulon ${id}` }, ...parties },
  });
  async function withLog<T>(work: (log: SqliteEventLog) => Promise<T> | T): Promise<T> {
    const log = await SqliteEventLog.open({ folder: data });
    try {
      return await work(log);
    } finally {
      await log.close();
    }
  }
  async function run(...words: string[]): Promise<{ exitCode: number; stdout: string; stderr: string }> {
    const terminal = fakeTerminal();
    const exitCode = await dispatch(['erase', ...words], terminal);
    return { exitCode, stdout: terminal.stdout(), stderr: terminal.stderr() };
  }
  const filesWith = (text: string): string[] =>
    readdirSync(data).filter((name) => {
      const path = join(data, name);
      return statSync(path).isFile() && readFileSync(path).includes(text);
    });

  it('erases one call of a folder that nobody has open', async () => {
    writeFileSync(join(data, 'views-search.sqlite'), 'Zebulon one');
    mkdirSync(join(data, 'quarantine-20260101T000000Z'));
    const done = { exitCode: 0, stdout: '1 calls erased, 1 events lost what told of a person\none\n', stderr: '' };
    expect(await run('--call', 'one', '--data', data)).toEqual(done);
    expect([filesWith('Zebulon one'), filesWith('Zebulon two')]).toEqual([[], ['events.sqlite']]);
    expect(readdirSync(data).filter((name) => /^(views|quarantine)/.test(name))).toEqual([]);
    await withLog((log) => {
      expect(log.readCall('one')).toMatchObject([{ erased: true }, { type: 'call.erased', data: { events: 1 } }]);
    });
    expect(verifyLog(data).flaws).toEqual([]);
  });

  it('erases all calls of a number, and no longer number that ends in it', async () => {
    const { stdout } = await run('--number', '+1 (206) 555-0142', '--data', data);
    expect(stdout.split('\n').slice(1)).toEqual(['one', 'two', '']);
    await withLog((log) => {
      expect(log.readCall('three')).toMatchObject([{ data: { from: '+3312065550142' } }]);
    });
  });

  it.each<[string, string[], number, string]>([
    ['an unknown call', ['--call', 'nobody'], 1, 'there is no such call'],
    ['neither call nor number', [], 2, 'which one'],
    ['both', ['--call', 'one', '--number', NUMBER], 2, 'which one'],
    ['what is no number', ['--number', 'Ada'], 2, '--number is no number'],
    ['a bad address', ['--call', 'one', '--url', 'here'], 2, '--url must be like'],
    ['an address where nobody is', ['--call', 'one', '--url', 'http://127.0.0.1:1'], 3, 'no Callscope answers'],
  ])('refuses %s', async (_what, words, exitCode, said) => {
    expect(await run(...words, '--data', data)).toMatchObject({ exitCode, stderr: expect.stringContaining(said) });
  });

  it('says where to go on when a service has the folder', async () => {
    await withLog(async () => {
      const found = await run('--call', 'one', '--data', data);
      expect(found).toMatchObject({ exitCode: 3, stderr: expect.stringContaining('--url') });
    });
    expect(await run('--call', 'one', '--data', base)).toMatchObject({ exitCode: 2 });
  });

  describe('by a service', () => {
    let server: Server;
    let url: string;
    let asked: unknown[];
    beforeEach(async () => {
      asked = [];
      server = createServer((request, response) => {
        let body = '';
        request.on('data', (chunk: Buffer) => (body += chunk.toString()));
        request.on('end', () => {
          asked.push([request.method, request.url, request.headers.authorization, JSON.parse(body)]);
          response.statusCode = body.includes('nobody') ? 404 : 200;
          response.end(JSON.stringify({ call_ids: ['one'], events: 7 }));
        });
      });
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    });
    afterEach(() => new Promise((resolve) => server.close(resolve)));

    it('asks it with the token that allows to', async () => {
      const file = join(base, 'tokens');
      writeFileSync(file, '# tokens\nread aaaa\ningest,admin bbbb\n');
      const found = await run('--number', NUMBER, '--url', `${url}/`, '--token-file', file);
      expect(found).toMatchObject({
        exitCode: 0,
        stdout: '1 calls erased, 7 events lost what told of a person\none\n',
      });
      expect(asked).toEqual([['POST', '/api/v2/erase', 'Bearer bbbb', { number: NUMBER }]]);
    });

    it('says that it knows no such call', async () => {
      expect(await run('--call', 'nobody', '--url', url)).toMatchObject({ exitCode: 1 });
    });
  });
});
