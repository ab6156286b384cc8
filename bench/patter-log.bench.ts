/**
 * From a line of Patter's call log to its words on the page: the service watches a folder, a writer appends the
 * recorded call log to it turn by turn, and the page is open in a real browser. Beside it, in turn, the same turns
 * posted to `/api/v2/events`: the rest of the way without any file. Prints a table, and one line of JSON at its end; the
 * exit code is 1 when a turn of the log took 300 ms or more.
 *
 *   npm run build
 *   node -r @swc-node/register bench/patter-log.bench.ts [--turns 60] [--folder DIR]
 *
 * All times are of one machine's clock, in whole ms. `stored`: from the line, or the post, to the moment in which the
 * log took the event in; `told`: from then until the stream of the page brings the turn to a reader in this process;
 * `put`: from then until the words are in the document; `painted`: from then until the next frame begins. The page may
 * be told before the reader here is: such a `put` is below 0.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { Page } from 'playwright-core';
import { launchBrowser } from '../test/support/browser';
import { write } from '../test/support/call-log';
import { paintedOf, watchMarks } from './patter-log/painted';
import { stories, type Story, type StoryStep } from './patter-log/turn-story';
import { HttpLine } from './views/http-line';
import { latencyOf } from './views/latency';
import { Report } from './views/report';
import { ServiceProcess } from './views/service-process';

const MUST_MS = 300;
/** Turns come at any moment of a frame and of any clock of the service. */
const PAUSE_MS = { least: 150, spread: 350 };
/** What may be cut in two between pieces of the stream. */
const MARK_LENGTH = 12;
const STAGES = ['stored', 'told', 'put', 'painted', 'whole'] as const;

type Way = 'log' | 'post';
type Took = Record<(typeof STAGES)[number], number>;

interface Bench {
  readonly page: Page;
  readonly line: HttpLine;
  readonly logs: string;
  /** By mark: when the reader here was told of the turn. */
  readonly told: ReadonlyMap<string, number>;
}

async function tell({ line, logs }: Bench, way: Way, step: StoryStep): Promise<void> {
  if (way === 'log') write(logs, step.logged);
  else await line.post('/api/v2/events', step.events);
}

/** One call: it starts, is chosen on the page, and its turns come one after another. */
async function playCall(bench: Bench, way: Way, story: Story): Promise<Took[]> {
  const { page, line, told } = bench;
  await tell(bench, way, story.start);
  await page.locator(`[data-call-id="${story.callId}"]`).click();
  await page.locator('[data-rail]').getByText('Turns appear when the agent reports them').waitFor();
  const took: Took[] = [];
  for (const step of story.turns) {
    await sleep(PAUSE_MS.least + Math.random() * PAUSE_MS.spread);
    const at = Date.now();
    const telling = tell(bench, way, step);
    const mark = step.mark ?? '';
    const { put, painted } = await paintedOf(page, mark);
    await telling;
    const events = JSON.parse(await line.get(`/api/v2/calls/${story.callId}/events?limit=1000`)) as {
      events: { id: string; recorded_at: number }[];
    };
    const stored = events.events.find(({ id }) => id === step.events[0]?.id)?.recorded_at ?? NaN;
    const heard = told.get(mark) ?? NaN;
    took.push({
      stored: stored - at,
      told: heard - stored,
      put: put - heard,
      painted: painted - put,
      whole: painted - at,
    });
  }
  if (story.end) await tell(bench, way, story.end);
  return took;
}

/** Remembers when each mark was told. */
async function hear(url: string): Promise<{ told: ReadonlyMap<string, number>; stop: () => void }> {
  const told = new Map<string, number>();
  const abort = new AbortController();
  const { body } = await fetch(`${url}/api/v2/live?window=24h`, {
    headers: { accept: 'text/event-stream' },
    signal: abort.signal,
  });
  const listening = (async () => {
    const decoder = new TextDecoder();
    let rest = '';
    for await (const piece of (body ?? []) as AsyncIterable<Uint8Array>) {
      const text = rest + decoder.decode(piece, { stream: true });
      for (const [mark] of text.matchAll(/#\d{4}-\d+#/g)) if (!told.has(mark)) told.set(mark, Date.now());
      rest = text.slice(-MARK_LENGTH);
    }
  })();
  // It ends when it is told to, and a stream that breaks before shows as figures that are missing.
  listening.catch(() => undefined);
  return { told, stop: () => abort.abort() };
}

async function run(): Promise<void> {
  const { values } = parseArgs({
    options: { turns: { type: 'string', default: '60' }, folder: { type: 'string', default: tmpdir() } },
  });
  const turns = Number(values.turns);
  if (!(Number.isInteger(turns) && turns > 0)) throw new Error('--turns must be a whole number above 0');
  const folder = mkdtempSync(join(values.folder, 'callscope-bench-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
  const logs = join(folder, 'logs');
  mkdirSync(logs);
  const service = await ServiceProcess.start(join(folder, 'data'), ['--patter-log-dir', logs]);
  const browser = await launchBrowser();
  const page = await browser.newPage();
  await watchMarks(page);
  await page.goto(service.url);
  await page.locator('[data-link="live"]').waitFor();
  const { told, stop } = await hear(service.url);
  const bench: Bench = { page, line: new HttpLine(service.url), logs, told };

  const took: Record<Way, Took[]> = { log: [], post: [] };
  let calls = 0;
  while (took.log.length < turns) {
    const [byLog, byPost] = [stories(Date.now()), stories(Date.now())];
    for (const [index, story] of byLog.entries()) {
      // In turn, and each first as often as the other: what disturbs the machine disturbs both.
      const both: [Way, Story | undefined][] = [
        ['log', story],
        ['post', byPost[index]],
      ];
      for (const [way, each] of index % 2 === 0 ? both : both.reverse()) {
        if (each) took[way].push(...(await playCall(bench, way, each)));
        calls += 1;
      }
    }
  }
  stop();
  bench.line.close();
  await browser.close();

  const report = new Report();
  report.section('told to painted, ms', 'n', 'p50', 'p95', 'p99', 'max');
  report.note('node', process.version);
  report.note('calls', calls);
  for (const way of ['log', 'post'] as const) {
    for (const stage of STAGES) {
      const { n, p50_ms, p95_ms, p99_ms, max_ms } = latencyOf(took[way].map((each) => each[stage]));
      report.row(`${way} ${stage}`, [n, p50_ms, p95_ms, p99_ms, max_ms].map(String));
      report.note(`${way}_${stage}`, { n, p50_ms, p95_ms, p99_ms, max_ms });
    }
  }
  const whole = (way: Way) => latencyOf(took[way].map((each) => each.whole));
  report.section('ratio of log to post, whole');
  for (const name of ['p50_ms', 'p95_ms', 'p99_ms', 'max_ms'] as const) {
    report.figure(`ratio_${name.slice(0, -3)}`, Math.round((whole('log')[name] / whole('post')[name]) * 100) / 100);
  }
  report.figure('below_300_ms', whole('log').max_ms < MUST_MS);
  if (!(whole('log').max_ms < MUST_MS)) process.exitCode = 1;
  await service.stop();
  report.end();
}

run().catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`);
  process.exit(1);
});
