/**
 * What an export of everything does to everybody else, asked of the built service: how much memory it takes meanwhile,
 * and how quickly `GET /health` is answered beside it and without it. Prints a table, and one line of JSON at its end;
 * the exit code is 1 when an export does not hold every call.
 *
 *   npm run build:server
 *   node -r @swc-node/register bench/export.bench.ts [--calls 100000] [--seed 1] [--folder DIR]
 *
 * The folder needs 8 KB a call; by default it is the system's folder for temporary files.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { setTimeout as sleep } from 'node:timers/promises';
import { download, type Downloaded } from './export/download';
import { ShortCalls } from './export/short-calls';
import { fillLog } from './views/filled-log';
import { healthBeside } from './views/health-beside';
import { Report } from './views/report';
import { ServiceProcess } from './views/service-process';

const ALONE_MS = 5_000;
const LOOK_MS = 20;
/** The last call has time to end before now. */
const LAST_CALL_MS = 120_000;

const EXPORTS = {
  own_csv: '/api/v2/export?format=csv',
  own_json: '/api/v2/export?format=json',
  own_ndjson_by_cost: '/api/v2/export?format=ndjson&sort=cost_usd:desc',
  patter_csv: '/api/dashboard/export/calls?format=csv',
  patter_json: '/api/dashboard/export/calls?format=json',
};

/** Each after the other, in one service. Answers whether all were whole. */
async function exports(service: ServiceProcess, report: Report, expected: Record<string, number>): Promise<boolean> {
  let isWhole = true;
  for (const [name, path] of Object.entries(EXPORTS)) {
    report.section(name);
    const before = service.memory().rss ?? NaN;
    let most = before;
    const looking = setInterval(() => (most = Math.max(most, service.memory().rss ?? NaN)), LOOK_MS);
    const began = performance.now();
    let got: Downloaded = { bytes: 0, calls: 0 };
    const beside = await healthBeside(service.url, async () => (got = await download(service.url + path)));
    const seconds = (performance.now() - began) / 1_000;
    clearInterval(looking);
    const figure = (figureName: string, value: number): void => report.figure(`${name}_${figureName}`, value);
    figure('calls', got.calls);
    figure('mb', Math.round(got.bytes / 1e6));
    figure('calls_per_s', Math.round(got.calls / seconds));
    figure('extra_rss_mib', most - before);
    figure('health_p50_ms', beside.health.p50_ms);
    figure('health_p99_ms', beside.health.p99_ms);
    figure('bench_loop_p99_ms', beside.own_loop_p99_ms);
    const loop = await service.loop();
    figure('loop_p99_ms', loop.p99_ms);
    figure('loop_max_ms', loop.max_ms);
    isWhole &&= got.calls === expected[name.split('_')[0] ?? ''];
  }
  return isWhole;
}

async function run(): Promise<void> {
  const { values } = parseArgs({
    options: {
      calls: { type: 'string', default: '100000' },
      seed: { type: 'string', default: '1' },
      folder: { type: 'string', default: tmpdir() },
    },
  });
  const calls = Number(values.calls);
  if (!(Number.isInteger(calls) && calls > 0)) throw new Error('--calls must be a whole number above 0');
  const source = new ShortCalls({
    calls,
    seed: Number(values.seed),
    spread: 'days',
    until: Date.now() - LAST_CALL_MS,
  });
  const folder = mkdtempSync(join(values.folder, 'callscope-bench-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
  const report = new Report();
  report.section('without an export');
  report.figure('node', process.version);
  report.figure('calls', calls);
  report.figure('events', (await fillLog(join(folder, 'data'), source)).events);
  const first = await ServiceProcess.start(join(folder, 'data'));
  // What making the views took is given back: the export is to be measured, not the start.
  await first.stop();
  const service = await ServiceProcess.start(join(folder, 'data'));
  const alone = await healthBeside(service.url, () => sleep(ALONE_MS));
  report.figure('health_p50_ms', alone.health.p50_ms);
  report.figure('health_p99_ms', alone.health.p99_ms);
  report.figure('rss_mib', service.memory().rss);
  await service.loop();
  if (!(await exports(service, report, { own: calls, patter: source.ended }))) process.exitCode = 1;
  await service.stop();
  report.end();
}

run().catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`);
  process.exit(1);
});
