/**
 * A day of demo traffic, at sixty times its speed, with the page open in a real browser: does anything grow with the
 * number of calls? Prints a line every twenty seconds, a verdict, and one line of JSON at its end; the exit code is 1
 * when an error was logged, the page had one or shows no new live call at the end, or memory is not flat. Warnings are
 * counted and shown: a machine that others use is too slow for all of it now and then, and says so.
 *
 *   npm run build
 *   node -r @swc-node/register bench/day.bench.ts [--minutes 24] [--speed 60] [--rate 10] [--seed day] [--folder DIR]
 *
 * `rss` is all memory of the service's process, `own` what of it is no file's (Linux), `heap` what of its main thread's
 * heap is in use at that moment, garbage in it; `page` the heap of the page after a collection. Slopes are of the second
 * half, by least squares. Flat: in that half, by the slope, it has grown by less than a tenth, or by so little that
 * garbage, the rows in sight, and what the simulator holds back while the service asks it to wait, make as much (`SLACK`). Until all caches are full it takes some 400 000 events, a quarter
 * of an hour: a shorter run is a trial of the bench, and says little.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { launchBrowser } from '../test/support/browser';
import { DemoProcess } from './day/demo-traffic';
import { OpenPage, type PageSample } from './day/open-page';
import { slope } from './day/slope';
import { HttpLine } from './views/http-line';
import { Report } from './views/report';

const SAMPLE_EVERY_MS = 20_000;
const MS_PER_HOUR = 3_600_000;
const BYTES_PER_MIB = 1_048_576;
const MOST_SHOWN = 20;
/** Of what it was: more growth than that in a half of the run is none that levels off. */
const FLAT_SHARE = 0.1;
/** MiB, and nodes. */
const SLACK = { rss: 0, own: 0, heap: 12, page: 2, nodes: 1_500, simulator: 64 };

interface Sample extends PageSample {
  readonly hours: number;
  readonly rssMib: number;
  readonly ownMib: number;
  readonly serviceHeapMib: number;
  readonly simulatorMib: number;
  readonly position: number;
}

const GROWING = {
  rss: ({ rssMib }: Sample) => rssMib,
  own: ({ ownMib }: Sample) => ownMib,
  heap: ({ serviceHeapMib }: Sample) => serviceHeapMib,
  page: ({ heapMib }: Sample) => heapMib,
  nodes: ({ nodes }: Sample) => nodes,
  simulator: ({ simulatorMib }: Sample) => simulatorMib,
};

async function sampleOf(
  { service, simulator, page, line }: { service: DemoProcess; simulator: DemoProcess; page: OpenPage; line: HttpLine },
  hours: number,
): Promise<Sample> {
  const heap = /^nodejs_heap_size_used_bytes (\S+)/m.exec(await line.get('/metrics'))?.[1];
  const { position } = JSON.parse(await line.get('/health')) as { position: number };
  return {
    ...(await page.sample()),
    hours,
    rssMib: service.rssMib,
    ownMib: service.ownMib,
    serviceHeapMib: Number(heap) / BYTES_PER_MIB,
    simulatorMib: simulator.rssMib,
    position,
  };
}

function verdict(report: Report, samples: readonly Sample[], speed: number): boolean {
  const half = samples.slice(Math.floor(samples.length / 2));
  const times = half.map(({ hours }) => hours);
  const span = (times.at(-1) ?? NaN) - (times[0] ?? NaN);
  let isFlat = true;
  report.section('growth in the second half', 'at its end', 'an hour', 'a traffic h', 'share', 'flat');
  for (const [name, of] of Object.entries(GROWING)) {
    const values = half.map(of);
    const [perHour, last] = [slope(times, values), values.at(-1) ?? NaN];
    const share = (perHour * span) / (values[0] ?? NaN);
    const flat = share < FLAT_SHARE || perHour * span < SLACK[name as keyof typeof GROWING];
    isFlat &&= flat;
    const cells = [last.toFixed(1), perHour.toFixed(1), (perHour / speed).toFixed(3), share.toFixed(3), String(flat)];
    report.row(name, cells);
    report.note(name, { last, per_hour: perHour, per_traffic_hour: perHour / speed, share, flat });
  }
  return isFlat;
}

function warningsOf(...processes: readonly DemoProcess[]): string[] {
  return processes.flatMap(({ warnings }) => warnings);
}

function errorsOf(...all: readonly (DemoProcess | OpenPage)[]): string[] {
  return all.flatMap(({ errors }) => errors);
}

async function run(): Promise<void> {
  const { values } = parseArgs({
    options: {
      minutes: { type: 'string', default: '24' },
      speed: { type: 'string', default: '60' },
      rate: { type: 'string', default: '10' },
      seed: { type: 'string', default: 'day' },
      folder: { type: 'string', default: tmpdir() },
    },
  });
  const [minutes, speed] = [Number(values.minutes), Number(values.speed)];
  if (!(minutes > 0 && speed > 0)) throw new Error('--minutes and --speed must be numbers above 0');
  const folder = mkdtempSync(join(values.folder, 'callscope-bench-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
  const { service, url } = await DemoProcess.service(join(folder, 'data'));
  const browser = await launchBrowser();
  const page = await OpenPage.at(url, browser);
  const { rate, seed } = values;
  const simulator = DemoProcess.simulator(['--url', url, '--rate', rate, '--speed', values.speed, '--seed', seed]);
  const line = new HttpLine(url);

  const report = new Report();
  report.note('node', process.version);
  report.section(
    'the day, MiB',
    'minutes',
    'position',
    'rss',
    'own',
    'heap',
    'page',
    'nodes',
    'simulator',
    'warnings',
    'errors',
  );
  const samples: Sample[] = [];
  const began = performance.now();
  while (performance.now() - began < minutes * 60_000 && service.isRunning && simulator.isRunning) {
    await sleep(SAMPLE_EVERY_MS - ((performance.now() - began) % SAMPLE_EVERY_MS));
    const hours = (performance.now() - began) / MS_PER_HOUR;
    const sample = await sampleOf({ service, simulator, page, line }, hours);
    samples.push(sample);
    const figures = Object.values(GROWING).map((of) => of(sample).toFixed(1));
    const said = [warningsOf(service, simulator), errorsOf(service, simulator, page)].map(({ length }) =>
      String(length),
    );
    report.row('', [(hours * 60).toFixed(1), String(sample.position), ...figures, ...said]);
  }
  const [former, last] = [samples.at(-2)?.live ?? [], samples.at(-1)?.live ?? []];
  const isAlive = last.some((call) => !former.includes(call));
  const isRunning = service.isRunning && simulator.isRunning;
  line.close();
  await simulator.stop();
  await browser.close();
  await service.stop();

  const isFlat = verdict(report, samples, speed);
  report.section('verdict');
  report.figure('memory_is_flat', isFlat);
  const [warnings, errors] = [warningsOf(service, simulator), errorsOf(service, simulator, page)];
  report.figure('warnings', warnings.length);
  report.figure('errors', errors.length);
  report.figure('page_shows_new_live_calls', isAlive);
  report.figure('both_ran_to_the_end', isRunning);
  for (const said of [...errors, ...warnings].slice(0, MOST_SHOWN)) process.stdout.write(`${said}\n`);
  if (!isFlat || !isAlive || !isRunning || errors.length > 0) process.exitCode = 1;
  report.end();
}

run().catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`);
  process.exit(1);
});
