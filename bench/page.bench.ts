/**
 * How smooth the page stays in a real Chromium: while its list of all calls is read and scrolled, and while 200 events
 * come each second. Prints a table, and one line of JSON at its end; nothing in it is a verdict.
 *
 *   npm run build
 *   node -r @swc-node/register bench/page.bench.ts [--calls 10000] [--listed N] [--seconds 60] [--rate 200] [--seed 1]
 *     [--profile FILE] [--folder DIR]
 *
 * So many calls of the simulator are stored first, shortened to what a row shows, and so many of them are listed before
 * events come; by default all. `--seconds 0` leaves the load out. `--profile` writes what the page's scripts did under
 * load, or else while it was scrolled, in a form that the tools of a browser open: it makes all slower. The folder holds the log, by default the system's folder for temporary files.
 *
 * Of the page: the time from one animation frame to the next; tasks of 50 ms and more; JavaScript's heap after garbage was
 * collected, every ten seconds; layouts, styles and scripts each second. From sending an event to painting it: of a call
 * that is in the rail, every second time words in passing in the rail, else a cost in the row, which is stored before.
 * An idle page beside it is asked for its frames as well: what it has, too, is the machine's. The service, the browser and
 * this benchmark share the machine. The first five seconds under load do not count, nor does collecting garbage.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { launchBrowser } from '../test/support/browser';
import { BoardPage } from './page/board-page';
import { scrolling } from './page/scrolling';
import { storeCalls } from './page/stored-calls';
import { underLoad } from './page/under-load';
import { WatchedPage } from './page/watch';
import { round } from './views/latency';
import { Report } from './views/report';
import { ServiceProcess } from './views/service-process';

/** With a file, what the page's scripts do meanwhile is written to it. */
async function profiled({ cdp }: BoardPage, file: string | undefined, work: () => Promise<void>): Promise<void> {
  if (file === undefined) return work();
  await cdp.send('Profiler.enable');
  await cdp.send('Profiler.start');
  await work();
  writeFileSync(file, JSON.stringify((await cdp.send('Profiler.stop')).profile));
}

async function run(): Promise<void> {
  const { values } = parseArgs({
    options: {
      calls: { type: 'string', default: '10000' },
      listed: { type: 'string' },
      seconds: { type: 'string', default: '60' },
      rate: { type: 'string', default: '200' },
      seed: { type: 'string', default: '1' },
      profile: { type: 'string' },
      folder: { type: 'string', default: tmpdir() },
    },
  });
  const [calls, seconds, perSecond] = [Number(values.calls), Number(values.seconds), Number(values.rate)];
  const folder = mkdtempSync(join(values.folder, 'callscope-bench-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
  const report = new Report();
  report.section('the calls');
  report.figure('node', process.version);
  report.figure('cores', availableParallelism());
  report.figure('load_at_start', round(loadavg()[0] ?? NaN));
  report.figure('calls', calls);
  const service = await ServiceProcess.start(join(folder, 'data'));
  report.figure('events', await storeCalls(service.url, calls, values.seed));
  const browser = await launchBrowser();
  try {
    report.figure('browser', browser.version());
    const idle = await WatchedPage.of(await browser.newPage());
    const board = await BoardPage.open(browser, service.url);
    report.figure('heap_mib_opened', await board.heap());
    const scroll = (): Promise<void> => scrolling(board, idle, Number(values.listed ?? calls), report);
    const load = { url: service.url, perSecond, seconds, seed: values.seed };
    const { profile } = values;
    await (seconds > 0 ? scroll() : profiled(board, profile, scroll));
    if (seconds > 0) await profiled(board, profile, () => underLoad(load, board, idle, report));
    report.figure('load_at_end', round(loadavg()[0] ?? NaN));
  } finally {
    await browser.close();
    await service.stop();
  }
  report.end();
}

run().catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`);
  process.exit(1);
});
