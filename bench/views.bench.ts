/**
 * What the read models cost and how quickly they answer, asked of the built service. Prints a table, and one line of
 * JSON at its end; the exit code is 1 when views that were made anew answer otherwise than before.
 *
 *   npm run build:server
 *   node -r @swc-node/register bench/views.bench.ts [--events 1000000 | --calls N] [--spread busy|days] [--heap]
 *     [--seed 1] [--folder DIR]
 *
 * `--spread` tells how the calls lie in time: all within an hour, or over twenty days. `--heap` measures nothing but the
 * memory of a service that has answered every kind of read, by default over 200 000 calls. The folder needs 2 KB an
 * event; by default it is the system's folder for temporary files.
 *
 * Of each kind of read: `inside` is from the request at the door to the answer handed over, as the service itself says
 * in `Server-Timing`; `http` is the same seen from here, with both loops, the kernel and this benchmark in it; `health`
 * and `express` are the floor, asked in turn with it: `/health` of the service, and of an Express without anything.
 * Of the main loop beside searches: delays of a timer of 1 ms in the service, and in a process that does nothing; a delay
 * that both have is the machine's. An idle process is given a core first, so it tells rather too few. `worked` is the
 * longest that the loop itself was on a core at one go, as the kernel counts it.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { sameAnswers } from './views/answers';
import type { Bench } from './views/bench';
import { CallSource, EVENTS_OF_A_CALL, type Spread, SPREADS } from './views/call-source';
import { fillLog } from './views/filled-log';
import { round } from './views/latency';
import { memory, memoryAfterReads } from './views/memory';
import { reads } from './views/reading';
import { Report } from './views/report';
import { besideSearches } from './views/searching';
import { rebuild, restarts } from './views/starts';

const CALLS_OF_HEAP = 200_000;
/** The last call has time to end before now. */
const LAST_CALL_MS = 120_000;

/** All of it, in the order in which a service lives. Answers whether views made anew tell the same. */
async function whole(bench: Bench): Promise<boolean> {
  const service = await restarts(bench, await rebuild(bench));
  await reads(bench, service);
  await besideSearches(bench, service);
  // Its own part is below 2: more than that was others', and is in all figures above.
  bench.report.figure('load_at_end', round(loadavg()[0] ?? NaN));
  bench.report.section('memory');
  memoryAfterReads(bench.report, service);
  return sameAnswers(bench, service);
}

async function run(): Promise<void> {
  const { values } = parseArgs({
    options: {
      events: { type: 'string', default: '1000000' },
      calls: { type: 'string' },
      spread: { type: 'string', default: 'busy' },
      heap: { type: 'boolean', default: false },
      seed: { type: 'string', default: '1' },
      folder: { type: 'string', default: tmpdir() },
    },
  });
  if (!Object.hasOwn(SPREADS, values.spread)) throw new Error('--spread must be busy or days');
  const byDefault = values.heap ? CALLS_OF_HEAP : Math.round(Number(values.events) / EVENTS_OF_A_CALL);
  const calls = Number(values.calls ?? byDefault);
  if (!(Number.isInteger(calls) && calls > 0)) throw new Error('--events and --calls must be whole numbers above 0');
  const source = new CallSource({
    calls,
    seed: Number(values.seed),
    spread: values.spread as Spread,
    until: Date.now() - LAST_CALL_MS,
  });
  const folder = mkdtempSync(join(values.folder, 'callscope-bench-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
  const report = new Report();
  const bench: Bench = { data: join(folder, 'data'), source, report };
  report.section('the log');
  report.figure('node', process.version);
  report.figure('cores', availableParallelism());
  report.figure('spread', values.spread);
  report.figure('seed', source.options.seed);
  const filled = await fillLog(bench.data, source);
  report.figure('calls', source.options.calls);
  report.figure('events', filled.events);
  report.figure('fill_events_per_s', Math.round(filled.events / filled.seconds));
  if (values.heap) await memory(bench);
  else if (!(await whole(bench))) process.exitCode = 1;
  report.end();
}

run().catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`);
  process.exit(1);
});
