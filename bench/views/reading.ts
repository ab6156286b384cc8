import { setTimeout as sleep } from 'node:timers/promises';
import type { Bench } from './bench';
import { chanceOf } from './chance';
import { detailSeries, statsSeries } from './figure-series';
import { type Beside, healthBeside } from './health-beside';
import { HttpLine } from './http-line';
import { farSeries, filterSeries, sortSeries } from './list-series';
import { searchSeries } from './search-series';
import { measure, type Series } from './series';
import { type LoopDelay, ServiceProcess } from './service-process';

const ALONE_MS = 3_000;
const WARM_UP_REQUESTS = 50;

/** Reads one after the other over one connection. */
export async function reads({ source, report }: Bench, { url }: ServiceProcess): Promise<void> {
  const line = new HttpLine(url);
  const chance = chanceOf(source.options.seed);
  const each = async (title: string, all: readonly Series[]): Promise<void> => {
    report.section(title, 'n', 'p50 ms', 'p99 ms');
    for (const series of all) report.latency(series.name, await measure(line, series));
  };
  await each('pages of 50 calls', [...sortSeries(), ...filterSeries(source), ...(await farSeries(line))]);
  await each('all about one call', [detailSeries(source, chance)]);
  await each('figures', statsSeries(source, chance));
  line.close();
}

/** What people look for, and what the main loop feels of it. */
export async function searches({ source, report }: Bench, service: ServiceProcess): Promise<void> {
  const { url } = service;
  report.section(
    'first page of what is typed',
    'n',
    'p50 ms',
    'p99 ms',
    'health p50',
    'health p99',
    'own loop p99',
    'its loop p99',
    'its loop max',
  );
  const besides: Record<string, unknown> = {};
  const cells = ({ health, own_loop_p99_ms: own, loop }: Beside & { readonly loop: LoopDelay }): number[] => [
    health.p50_ms,
    health.p99_ms,
    own,
    loop.p99_ms,
    loop.max_ms,
  ];
  const besideWork = async (work: () => Promise<unknown>): Promise<Beside & { readonly loop: LoopDelay }> => {
    await service.loop();
    const beside = await healthBeside(url, work);
    return { ...beside, loop: await service.loop() };
  };
  const alone = await besideWork(() => sleep(ALONE_MS));
  besides['alone'] = alone;
  report.latency('health alone', alone.health, ...cells(alone));
  const line = new HttpLine(url);
  for (const series of searchSeries(source, chanceOf(source.options.seed))) {
    let latency = alone.health;
    const beside = await besideWork(async () => (latency = await measure(line, series)));
    besides[series.name] = beside;
    report.latency(series.name, latency, ...cells(beside));
  }
  report.note('health_beside', besides);
  line.close();
}

/** Nothing but the memory: of a start from the log alone, and of a service that has answered every kind of read. */
export async function memory({ data, source, report }: Bench): Promise<void> {
  report.section('memory');
  const first = await ServiceProcess.start(data);
  report.figure('rebuild_peak_rss_mib', first.memory().peak);
  await first.stop();
  const service = await ServiceProcess.start(data);
  const line = new HttpLine(service.url);
  const chance = chanceOf(source.options.seed);
  const lists = [...sortSeries(), ...filterSeries(source), ...searchSeries(source, chance)];
  for (const series of [...lists, detailSeries(source, chance), ...statsSeries(source, chance)]) {
    await measure(line, { ...series, requests: WARM_UP_REQUESTS, leastMs: 0 });
  }
  line.close();
  memoryAfterReads(report, service);
  await service.stop();
}

/** The heap of the main thread is a part of it, beside the heaps of the other threads and what SQLite keeps. */
export function memoryAfterReads(report: Bench['report'], service: ServiceProcess): void {
  const { rss } = service.memory();
  report.figure('rss_after_reads_mib', rss);
  report.figure('main_heap_is_below_mib', rss);
}
