import type { CallSource } from './call-source';
import type { HttpLine } from './http-line';
import type { Series } from './series';

const LIST = '/api/v2/calls?limit=50';
const SORTS = ['started_at', 'duration_ms', 'cost_usd', 'response_p95_ms'] as const;
const FAR_PAGE = 20;
/** Of 200 the third slowest is p99: one moment in which another program has the core decides then. */
const REQUESTS = 500;
const FRESH_REQUESTS = 300;

function list(name: string, query: string): Series {
  return { name: `calls ${name}`, path: () => `${LIST}${query && '&'}${query}`, requests: REQUESTS };
}

/** What the first readers after a start meet: all orders in turn, code that the engine has yet to make quick. */
export function freshSeries(): Series {
  const paths = sortSeries().map(({ path }) => path());
  let asked = 0;
  const path = (): string => paths[(asked += 1) % paths.length] ?? LIST;
  return { name: `calls, the first ${FRESH_REQUESTS}`, path, requests: FRESH_REQUESTS };
}

/** A page in each order. */
export function sortSeries(): Series[] {
  return SORTS.flatMap((sort) => ['desc', 'asc'].map((order) => list(`${sort}:${order}`, `sort=${sort}:${order}`)));
}

/** Each filter alone, and all of them. */
export function filterSeries({ from, options: { until } }: CallSource): Series[] {
  const at = (share: number): number => Math.floor(from + share * (until - from));
  const [completed, failed, ended, inbound, pipeline, agent, since, before] = [
    'status=completed',
    'status=failed',
    'live=false',
    'direction=inbound',
    'mode=pipeline',
    'agent=agent-3',
    `from=${at(0.3)}`,
    `to=${at(0.7)}`,
  ];
  const combined = [completed, ended, inbound, pipeline, agent, since, before].join('&');
  return [
    ...[completed, failed, 'live=true', ended, inbound, pipeline, agent].map((filter) => list(filter, filter)),
    list('from', since),
    list('to', before),
    list('from and to', `${since}&${before}`),
    list('all filters', combined),
    list('all filters, cost_usd:desc', `${combined}&sort=cost_usd:desc`),
    list('status=failed, cost_usd:desc', `${failed}&sort=cost_usd:desc`),
  ];
}

/** The twentieth page of each sort, or the last where there are fewer. */
export async function farSeries(line: HttpLine): Promise<Series[]> {
  const found: Series[] = [];
  for (const sort of SORTS) {
    let [page, cursor] = [1, await nextCursor(line, `sort=${sort}:desc`)];
    for (let next: string | null = cursor; next !== null && page < FAR_PAGE; page += 1) {
      cursor = next;
      next = await nextCursor(line, `sort=${sort}:desc&cursor=${cursor}`);
    }
    found.push(list(`${sort}:desc, page ${page}`, `sort=${sort}:desc&cursor=${cursor ?? ''}`));
  }
  return found;
}

async function nextCursor(line: HttpLine, query: string): Promise<string | null> {
  return (JSON.parse(await line.get(`${LIST}&${query}`)) as { next_cursor: string | null }).next_cursor;
}
