import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dispatch } from '../dispatch';
import { CliError } from '../cli-error';
import { fakeTerminal, type FakeTerminal } from '../testing/fake-terminal';
import { replayCommandWith } from './replay.command';
import { RECORDED_AT_MS } from './testing/a-post';
import { fakeCallscope, type FakeCallscope } from './testing/fake-callscope';
import { fakeClock } from '../testing/fake-clock';

const line = (afterMs: number, body: object): string =>
  JSON.stringify({ at_ms: RECORDED_AT_MS + afterMs, sdk: 'ts', phase: 'x', headers: { host: 'elsewhere' }, body });

const end = (callId: string, afterMs: number) => ({
  call_id: callId,
  ended_at: (RECORDED_AT_MS + afterMs) / 1000,
  transcript: [{ role: 'user', text: 'Grüße, \u2028 😀', timestamp: RECORDED_AT_MS + afterMs - 500 }],
  metrics: { turns: [{ turn_index: 0, timestamp: (RECORDED_AT_MS + afterMs - 400) / 1000 }] },
});

/** Two overlapping calls, not in the order of time, and one that never ends. */
const recording = [
  line(4_000, end('A', 4_000)),
  line(0, { call_id: 'A', caller: '+12125550100' }),
  line(2_000, { call_id: 'B', caller: '' }),
  line(8_000, { call_id: 'C' }),
  line(6_000, end('B', 6_000)),
];
const inOrderOfTime = [1, 2, 0, 4, 3].map((index) => (JSON.parse(recording[index]!) as { body: object }).body);

describe('callscope replay', () => {
  let folder: string;
  let service: FakeCallscope;
  let terminal: FakeTerminal;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'callscope-replay-'));
    terminal = fakeTerminal();
  });

  afterEach(async () => {
    await service.close();
    await rm(folder, { recursive: true });
  });

  async function replay(content: readonly string[], ...flags: string[]): Promise<number> {
    const file = join(folder, 'calls.jsonl');
    await writeFile(file, content.join('\n'));
    return dispatch(['replay', file, '--url', service.url, ...flags], terminal);
  }

  const summary = (): Record<string, unknown> => JSON.parse(terminal.stdout()) as Record<string, unknown>;

  it('posts the bodies in the order of their time and at their pace', async () => {
    service = await fakeCallscope();
    const startMs = Date.now();
    expect(await replay(recording, '--as-recorded', '--speed', '8', '--json')).toBe(0);
    expect(service.posts.map((post) => post.body)).toEqual(inOrderOfTime);
    for (const post of service.posts) {
      expect(post).toMatchObject({ path: '/api/dashboard/ingest', contentType: 'application/json' });
    }
    service.posts.forEach((post, index) => expect(post.atMs - startMs).toBeGreaterThanOrEqual(index * 250 - 5));
    expect(Date.now() - startMs).toBeLessThan(7_000);
    expect(summary()).toMatchObject({ posts: 5, sent: 5, accepted: 5, calls: 3, ended: 2, speed: 8, stopped: null });
    expect(summary()).toMatchObject({ recording_ms: 8_000, refused: [], unreadable: [], page: `${service.url}/` });
    expect(summary().wall_ms).toBeGreaterThanOrEqual(1_000);
  });

  it('shifts the times so that the recording ends now', async () => {
    service = await fakeCallscope();
    expect(await replay([...recording, line(9_000, { call_id: 'D', ended_at: 0 })], '--speed', 'max')).toBe(0);
    const nowMs = Date.now();
    const ended = service.posts.find((post) => post.body.call_id === 'B' && 'ended_at' in post.body);
    const { ended_at: endedAt, transcript, metrics } = ended!.body as unknown as ReturnType<typeof end>;
    const endedMs = Math.round(endedAt * 1000);
    // B ended 3 s before the last post of the recording.
    expect(Math.abs(nowMs - 3_000 - endedMs)).toBeLessThan(30_000);
    expect(transcript[0]!.timestamp).toBe(endedMs - 500);
    expect(Math.round(metrics.turns[0]!.timestamp * 1000)).toBe(endedMs - 400);
    expect(service.posts.find((post) => post.body.call_id === 'D')?.body).toEqual({ call_id: 'D', ended_at: 0 });
  });

  it('waits for the answer before the next post of the same call', async () => {
    let answeredMs = 0;
    service = await fakeCallscope(async ({ body }) => {
      if (body.call_id === 'A' && !('ended_at' in body)) {
        await new Promise((resolve) => setTimeout(resolve, 150));
        answeredMs = Date.now();
      }
      return {};
    });
    expect(await replay(recording, '--speed', 'max')).toBe(0);
    const arrived = service.posts.map(({ body }) => `${String(body.call_id)}${'ended_at' in body ? ' end' : ''}`);
    expect(arrived.at(-1)).toBe('A end');
    expect(service.posts.at(-1)!.atMs).toBeGreaterThanOrEqual(answeredMs);
    expect(arrived.indexOf('B')).toBeLessThan(arrived.indexOf('B end'));
  });

  it('posts the same body again after the time that a busy service asks for', async () => {
    service = await fakeCallscope((_post, index) =>
      index < 2 ? { status: index === 0 ? 503 : 429, headers: { 'retry-after': '1' } } : {},
    );
    expect(await replay([line(0, end('A', 0))], '--json')).toBe(0);
    const [first, second, third] = service.posts;
    expect(service.posts).toHaveLength(3);
    expect(second!.body).toEqual(first!.body);
    expect(third!.body).toEqual(first!.body);
    expect(third!.atMs - first!.atMs).toBeGreaterThanOrEqual(1_990);
    expect(summary()).toMatchObject({ sent: 1, accepted: 1, retries: 2 });
  });

  it('gives a busy service up after a number of retries', async () => {
    service = await fakeCallscope(() => ({
      status: 503,
      headers: { 'retry-after': '0' },
      body: { code: 'overloaded' },
    }));
    expect(await replay([line(0, { call_id: 'A' })], '--json')).toBe(1);
    expect(service.posts).toHaveLength(6);
    expect(summary().wall_ms).toBeLessThan(15_000);
    expect(summary()).toMatchObject({ accepted: 0, refused: [{ line: 1, status: 503, code: 'overloaded' }] });
  });

  it('names what was refused and plays the rest', async () => {
    service = await fakeCallscope(({ body }) =>
      body.call_id === 'B' ? { status: 422, body: { ok: false, error: 'no caller', code: 'invalid_field' } } : {},
    );
    expect(await replay(recording, '--speed', 'max')).toBe(1);
    expect(service.posts).toHaveLength(5);
    expect(terminal.stdout()).toContain('5 sent, 3 accepted, 2 refused');
    expect(terminal.stdout()).toContain('3 seen, 1 ended');
    expect(terminal.stdout()).toContain('    line 3: 422 invalid_field (no caller)\n    line 5: 422 invalid_field');
  });

  it('names the lines it cannot read and plays the rest', async () => {
    service = await fakeCallscope();
    const content = ['\uFEFF' + line(0, { call_id: 'A' }), '', 'oops', line(5, { call_id: 'B' }), '{"at_ms":5}\r'];
    expect(await replay(content, '--speed', 'max')).toBe(1);
    expect(service.posts).toHaveLength(2);
    expect(terminal.stdout()).toMatch(/line 3: not JSON\n {4}line 5: no at_ms/);
  });

  it('stops on Ctrl-C with the summary so far', async () => {
    service = await fakeCallscope(() => {
      terminal.interrupt();
      return {};
    });
    expect(await replay(recording, '--json')).toBe(130);
    expect(service.posts).toHaveLength(1);
    expect(summary()).toMatchObject({ posts: 5, sent: 1, accepted: 1, stopped: 'interrupted' });
  });

  it('stops when the service goes away', async () => {
    service = await fakeCallscope((_post, index) => (index === 0 ? {} : { hangUp: true }));
    const file = join(folder, 'calls.jsonl');
    const calls = Array.from({ length: 50 }, (_, index) => line(index * 1_000, { call_id: `call ${index}` }));
    await writeFile(file, calls.join('\n'));
    const command = replayCommandWith(fakeClock());
    expect(await command.run([file, '--url', service.url, '--json'], terminal)).toBe(3);
    expect(summary()).toMatchObject({ posts: 50, accepted: 1, stopped: 'unreachable' });
    const { refused, sent } = summary() as { refused: object[]; sent: number };
    expect(sent).toBeLessThan(20);
    expect(refused).toHaveLength(sent - 1);
    for (const post of refused) expect(post).toMatchObject({ status: 0, message: 'UND_ERR_SOCKET' });
  });

  it('says in one sentence that nobody is there', async () => {
    service = await fakeCallscope();
    await service.close();
    expect(await replay(recording)).toBe(3);
    expect(terminal.stderr()).toMatch(/^callscope replay: No Callscope at http:\S+: start it with npm start .+\n$/);
  });

  it('plays nothing into a service that is not well', async () => {
    service = await fakeCallscope(undefined, 404);
    expect(await replay(recording)).toBe(3);
    expect(terminal.stderr()).toContain('GET /health answered 404');
    expect(service.posts).toEqual([]);
  });

  it('says in one sentence that it cannot read the file', async () => {
    service = await fakeCallscope();
    const command = replayCommandWith(fakeClock());
    const missing = command.run([join(folder, 'none.jsonl'), '--url', service.url], terminal);
    await expect(missing).rejects.toThrow(CliError);
    await expect(missing).rejects.toMatchObject({
      exitCode: 2,
      message: expect.stringContaining('no such file') as string,
    });
    await expect(command.run([folder], terminal)).rejects.toThrow('it is a folder');
    expect(await replay([''])).toBe(2);
    expect(terminal.stderr()).toContain('is empty');
  });
});
