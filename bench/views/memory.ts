import type { Bench } from './bench';
import { chanceOf } from './chance';
import { detailSeries, statsSeries } from './figure-series';
import { HttpLine } from './http-line';
import { filterSeries, sortSeries } from './list-series';
import { searchSeries } from './search-series';
import { measure } from './series';
import { ServiceProcess } from './service-process';

const WARM_UP_REQUESTS = 50;

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
