import { createServer, type IncomingMessage } from 'node:http';
import { writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { atEnd } from '../../../../test/support/at-end';
import { makeTempFolder } from '../../../../test/support/temp-folder';
import { dispatch } from '../dispatch';
import { fakeTerminal } from '../testing/fake-terminal';

interface Taken {
  readonly authorization: string | undefined;
  readonly lines: readonly string[];
}

/** A service that answers each batch with this status and answer. */
async function aService(status = 200, answer: object = { rejected: 0, errors: [] }) {
  const taken: Taken[] = [];
  const take = async (request: IncomingMessage): Promise<void> => {
    const body = await text(request);
    const { authorization } = request.headers;
    if (request.method === 'POST') taken.push({ authorization, lines: body.split('\n') });
  };
  const server = createServer((request, response) => {
    void take(request).then(() => {
      const isHealth = request.url === '/health';
      response.writeHead(isHealth ? 200 : status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(isHealth ? {} : answer));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  atEnd(async () => {
    server.close();
    server.closeAllConnections();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, taken };
}

const STORY = ['--calls', '4', '--seed', '7', '--start', '2026-05-13T08:00:00Z'];

describe('callscope simulate', () => {
  it('tells what a dry run prints, in that order', async () => {
    const printed = fakeTerminal();
    await dispatch(['simulate', '--dry-run', ...STORY], printed);
    const { url, taken } = await aService();
    const terminal = fakeTerminal();
    expect(await dispatch(['simulate', ...STORY, '--speed', 'max', '--json', '--url', url], terminal)).toBe(0);
    const events = printed
      .stdout()
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown);
    expect(taken.flatMap(({ lines }) => lines.map((line) => JSON.parse(line) as unknown))).toEqual(events);
    expect(JSON.parse(terminal.stdout())).toMatchObject({ calls: 4, events: events.length, refused: 0, stopped: null });
  });

  it('shows the token of its file that allows to ingest', async () => {
    const { url, taken } = await aService();
    const file = join(await makeTempFolder(), 'tokens');
    await writeFile(file, 'read reader-token\ningest teller-token\n');
    const words = [...STORY, '--speed', 'max', '--url', url, '--token-file', file];
    expect(await dispatch(['simulate', ...words], fakeTerminal())).toBe(0);
    expect(new Set(taken.map(({ authorization }) => authorization))).toEqual(new Set(['Bearer teller-token']));
  });

  it('ends when the service does not let it in', async () => {
    const { url } = await aService(401, { code: 'unauthorized', detail: 'a token is needed' });
    const terminal = fakeTerminal();
    expect(await dispatch(['simulate', '--seed', '7', '--url', url], terminal)).toBe(1);
    expect(terminal.stderr()).toContain('callscope simulate: the service answered 401: a token is needed\n');
  });

  it('tells of what is refused', async () => {
    const errors = [{ index: 0, code: 'invalid_field', field: 'data.mode', message: 'must be another' }];
    const { url } = await aService(200, { rejected: 1, errors });
    const terminal = fakeTerminal();
    expect(await dispatch(['simulate', ...STORY, '--speed', 'max', '--url', url], terminal)).toBe(1);
    expect(terminal.stdout()).toMatch(
      /^4 calls, \d+ events told in .*, [1-9]\d* refused \(seed 7\)\n {2}invalid_field data/,
    );
  });

  it.each([
    ['0 where it would go on for ever', [], 0],
    ['130 where calls are left', ['--calls', '500'], 130],
  ])('ends by Ctrl-C with %s, and what it began to tell is told', async (_what, words, exitCode) => {
    const { url, taken } = await aService();
    const terminal = fakeTerminal();
    const playing = dispatch(['simulate', '--seed', '7', '--json', '--url', url, ...words], terminal);
    while (taken.length === 0) await new Promise(setImmediate);
    terminal.interrupt();
    expect(await playing).toBe(exitCode);
    const { events, stopped } = JSON.parse(terminal.stdout()) as { events: number; stopped: string };
    expect(stopped).toBe('interrupted');
    expect(taken.flatMap(({ lines }) => lines)).toHaveLength(events);
  });
});
