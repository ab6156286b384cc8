import { setTimeout as sleep } from 'node:timers/promises';
import type { Bench } from './bench';
import { chanceOf } from './chance';
import { type Beside, healthBeside } from './health-beside';
import { HttpLine } from './http-line';
import { type LoopDelay, Probed } from './probed';
import { inMs } from './report';
import { searchSeries } from './search-series';
import { type Measured, measure } from './series';
import type { ServiceProcess } from './service-process';

const ALONE_MS = 3_000;

/** What was felt in the same seconds: of the service outside, in its main loop, and in one that has nothing to do. */
interface Felt extends Beside {
  readonly loop: LoopDelay;
  /** What is not above this, was perhaps the machine. */
  readonly idle: LoopDelay;
}

/** What the main loop feels of people who search without a pause. */
export async function besideSearches({ source, report }: Bench, service: ServiceProcess): Promise<void> {
  report.section(
    'main loop beside searches',
    'searches',
    'inside p99',
    'health p50',
    'p99',
    'bench p99',
    'loop p99',
    'max',
    '> 10 ms',
    'worked',
    'idle p99',
    'max',
    '> 10 ms',
  );
  const idle = Probed.idle();
  const felt: Record<string, Felt & { readonly searches?: Measured }> = {};
  const beside = async (work: () => Promise<unknown>): Promise<Felt> => {
    await Promise.all([service.loop(), idle.loop()]);
    const outside = await healthBeside(service.url, work);
    const [loop, idleLoop] = await Promise.all([service.loop(), idle.loop()]);
    return { ...outside, loop, idle: idleLoop };
  };
  const told = (name: string, one: Felt, searches?: Measured): void => {
    felt[name] = { ...one, ...(searches && { searches }) };
    report.row(name, [
      searches ? String(searches.n) : '-',
      searches ? inMs(searches.inside.p99_ms) : '-',
      ...[one.health.p50_ms, one.health.p99_ms, one.own_loop_p99_ms].map(inMs),
      ...delays(one.loop),
      one.loop.worked_ms === null ? '-' : inMs(one.loop.worked_ms),
      ...delays(one.idle),
    ]);
  };
  told('health alone', await beside(() => sleep(ALONE_MS)));
  const line = new HttpLine(service.url);
  for (const series of searchSeries(source, chanceOf(source.options.seed))) {
    let searches: Measured | undefined;
    const one = await beside(async () => (searches = await measure(line, series)));
    told(series.name, one, searches);
  }
  report.note('beside_searches', felt);
  line.close();
  await idle.stop();
}

function delays({ p99_ms, max_ms, stalls }: LoopDelay): string[] {
  return [inMs(p99_ms), inMs(max_ms), String(stalls)];
}
