import { spawn } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { atEnd } from './support/at-end';
import { getJson } from './support/http';
import { runCommand } from './support/run-command';
import { type RunningService, startService } from './support/service';
import { makeTempFolder } from './support/temp-folder';

const ROOT = join(__dirname, '..');
const CLI = join(ROOT, 'dist/apps/cli/src/main.js');
const CALLS = 40;
const FIRST_LIVE_CALL_WITHIN_MS = 10_000;

interface Page {
  readonly calls: readonly (Record<string, unknown> & { readonly live: boolean })[];
  readonly next_cursor: string | null;
}

const simulate = (...args: string[]) => runCommand(process.execPath, [CLI, 'simulate', ...args]);

/** What a service makes of a story, but for where in its log it stands. */
async function whatStands(url: string): Promise<{ stats: Record<string, unknown>; calls: Page['calls'] }> {
  const { as_of: _, ...stats } = (await getJson(`${url}/api/v2/stats?window=all&group_by=agent`)).body;
  const calls: Page['calls'][number][] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const page: Page = (await getJson<Page>(`${url}/api/v2/calls?limit=50${cursor && `&cursor=${cursor}`}`)).body;
    calls.push(...page.calls.map(({ position: _position, ...call }) => call as Page['calls'][number]));
    cursor = page.next_cursor;
  }
  return { stats, calls };
}

describe('callscope simulate', () => {
  const start = String(Date.now() - 7_200_000);
  const story = ['--calls', String(CALLS), '--seed', '7', '--rate', '6', '--start', start, '--speed', 'max', '--json'];
  let plain: RunningService;
  let faulty: RunningService;
  beforeAll(async () => {
    plain = await startService();
  });
  beforeAll(async () => {
    faulty = await startService();
  });

  /** How many events were told, all of them taken. */
  async function tellStory(url: string, ...faults: string[]): Promise<number> {
    const { ok, output } = await simulate(...story, ...faults, '--url', url);
    expect({ ok, output }).toEqual({ ok: true, output: expect.stringContaining('"refused":0') });
    return Number(/"events":(\d+)/.exec(output)?.[1]);
  }

  it('leaves the same calls and totals behind, whatever goes wrong while it tells them', async () => {
    const events = await tellStory(plain.url);
    expect(await tellStory(faulty.url, '--fault', 'all')).toBeGreaterThan(events);
    const good = await whatStands(plain.url);
    expect(good.calls).toHaveLength(CALLS);
    expect(good.calls.filter(({ live }) => live)).toEqual([]);
    expect(good.stats).toMatchObject({ calls: { total: CALLS }, cost: { total_usd: expect.any(Number) } });
    expect(await whatStands(faulty.url)).toEqual(good);
  });

  it('tells again what it told before without adding anything', async () => {
    const once = await whatStands(plain.url);
    await tellStory(plain.url, '--fault', 'all');
    expect(await whatStands(plain.url)).toEqual(once);
  });

  it('lets no call end in the future, however fast it goes', async () => {
    const played = await simulate('--calls', '8', '--rate', '60', '--speed', '60', '--seed', '3', '--url', faulty.url);
    expect(played).toMatchObject({ ok: true });
    const calls = (await whatStands(faulty.url)).calls.filter(({ call_id: id }) => String(id).startsWith('sim-3-'));
    expect(calls).toHaveLength(8);
    for (const { ended_at: endedAt, flags } of calls) {
      expect(endedAt).toBeLessThanOrEqual(Date.now());
      expect(flags).toEqual([]);
    }
  });

  it('says so when nobody answers', async () => {
    const { ok, output } = await simulate('--calls', '1', '--url', 'http://127.0.0.1:9');
    expect(ok).toBe(false);
    expect(output).toContain('callscope simulate: No Callscope at http://127.0.0.1:9');
  });
});

describe('npm run demo', () => {
  it('shows a live call within 10 s of ready, with hours of history, and leaves nothing behind', async () => {
    const temp = await makeTempFolder();
    const demo = spawn(process.execPath, ['scripts/demo.mjs', '--port', '0', '--hours', '2', '--rate', '60'], {
      cwd: ROOT,
      env: { ...process.env, TMPDIR: temp, TEMP: temp },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const ended = new Promise<number | null>((resolve) => demo.on('close', resolve));
    atEnd(async () => {
      demo.kill('SIGTERM');
      await ended;
    });
    const url = await new Promise<string>((resolve) => {
      createInterface(demo.stdout).on('line', (line) => {
        const [, address] = /^callscope demo: (http:\S+?)\/$/.exec(line) ?? [];
        if (address !== undefined) resolve(address);
      });
    });

    const readyMs = performance.now();
    const isThere = async (path: string): Promise<boolean> =>
      (await getJson<Page>(`${url}${path}`)).body.calls.length > 0;
    while (!(await isThere('/api/v2/calls?live=true'))) await delay(50);
    expect(performance.now() - readyMs).toBeLessThan(FIRST_LIVE_CALL_WITHIN_MS);

    const anHourAgo = Date.now() - 3_600_000;
    while (!(await isThere(`/api/v2/calls?live=false&to=${anHourAgo}`))) await delay(50);
    expect(await readdir(temp)).toHaveLength(1);
    demo.kill('SIGINT');
    expect(await ended).toBe(0);
    expect(await readdir(temp)).toEqual([]);
  });
});
