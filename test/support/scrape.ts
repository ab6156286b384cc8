import type { RunningService } from './service';

const SERIES = /^([a-z_:][\w:]*)(?:\{((?:\w+="(?:[^"\\\n]|\\.)*",?)+)\})? (Nan|[+-]Inf|-?[\d.]+(?:e[+-]?\d+)?)$/;
const SUFFIXES: Record<string, readonly string[]> = {
  counter: [''],
  gauge: [''],
  histogram: ['_bucket', '_sum', '_count'],
};

export interface Scraped {
  readonly text: string;
  /** By name and labels, as they stand in the text. */
  readonly values: ReadonlyMap<string, number>;
}

/** Reads the text format strictly: what is no series, or has no HELP and TYPE before it, is an error. */
function parsed(text: string): ReadonlyMap<string, number> {
  const values = new Map<string, number>();
  let name = '';
  let type = '';
  for (const line of text.split('\n').filter((each) => each !== '')) {
    const help = /^# HELP (\w+) \S.*$/.exec(line)?.[1];
    const typed = /^# TYPE (\w+) (counter|gauge|histogram|summary)$/.exec(line);
    if (help) [name, type] = [help, ''];
    else if (typed?.[1] === name) type = typed[2] ?? '';
    else {
      const [, series = '', labels = '', value] = SERIES.exec(line) ?? [];
      if (!SUFFIXES[type]?.some((suffix) => series === name + suffix)) throw new Error(`not a series: ${line}`);
      const key = labels === '' ? series : `${series}{${labels}}`;
      if (values.has(key)) throw new Error(`told twice: ${line}`);
      values.set(key, Number(value));
    }
  }
  return values;
}

/** What `GET /metrics` says. */
export async function scrape(service: RunningService): Promise<Scraped> {
  const response = await fetch(`${service.url}/metrics`);
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toContain('version=0.0.4');
  const text = await response.text();
  return { text, values: parsed(text) };
}

/** The value of one series of the service's own. */
export async function value(service: RunningService, series: string): Promise<number | undefined> {
  return (await scrape(service)).values.get(`callscope_${series}`);
}
