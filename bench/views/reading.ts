import type { Bench } from './bench';
import { chanceOf } from './chance';
import { detailSeries, statsSeries } from './figure-series';
import { Floor } from './floor';
import { HttpLine } from './http-line';
import { farSeries, filterSeries, freshSeries, sortSeries } from './list-series';
import { searchSeries } from './search-series';
import { measure, type Series } from './series';
import type { ServiceProcess } from './service-process';

/** Reads one after the other over one connection, in turn with what takes no time. */
export async function reads({ source, report }: Bench, { url }: ServiceProcess): Promise<void> {
  const line = new HttpLine(url);
  const floor = await Floor.beside(url);
  const chance = chanceOf(source.options.seed);
  const each = async (title: string, name: string, all: readonly Series[]): Promise<void> => {
    report.seriesSection(title);
    let slowest = 0;
    for (const series of all) {
      const measured = await measure(line, series, floor);
      report.series(series.name, measured);
      slowest = Math.max(slowest, measured.inside.p99_ms);
    }
    report.figure(`${name}_inside_p99_ms_at_most`, slowest);
  };
  await each('right after a start', 'fresh', [freshSeries()]);
  await each('pages of 50 calls', 'pages', [...sortSeries(), ...filterSeries(source), ...(await farSeries(line))]);
  await each('all about one call', 'detail', [detailSeries(source, chance)]);
  await each('figures', 'stats', statsSeries(source, chance));
  // How the main loop fares while people search for longer is looked at elsewhere.
  const searches = searchSeries(source, chance).map((series) => ({ ...series, leastMs: 0 }));
  await each('first page of what is typed', 'search', searches);
  line.close();
  await floor.stop();
}
