import { request } from 'node:http';
import { parse } from 'papaparse';
import { getJson } from './support/http';
import { expectedTotals, recordingFile, replay } from './support/recording';
import { type RunningService, startService } from './support/service';

type Line = Readonly<Record<string, string>>;

interface Aggregates {
  readonly total_calls: number;
  readonly total_cost: number;
  readonly avg_duration: number;
  readonly avg_latency_ms: number;
  readonly cost_breakdown: Readonly<Record<'stt' | 'tts' | 'llm' | 'telephony', number>>;
}
interface Listed {
  readonly call_id: string;
  readonly started_at: number;
}
interface CallsPage {
  readonly calls: readonly Listed[];
  readonly next_cursor: string | null;
}
interface Costs {
  readonly data: {
    readonly total_cost: number;
    readonly breakdown: Aggregates['cost_breakdown'];
    readonly calls_analyzed: number;
    readonly period: { readonly from: string | null; readonly to: string | null };
  };
}
let service: RunningService;

beforeAll(async () => {
  service = await startService();
  expect(await replay(recordingFile('ingest-ts'), service.url)).toMatchObject({ ok: true });
});

const text = async (path: string): Promise<string> => (await fetch(`${service.url}${path}`)).text();
const json = async <Body>(path: string): Promise<Body> => (await getJson<Body>(`${service.url}${path}`)).body;

/** The lines of a CSV file by the names of its columns; none is broken. */
async function lines(path: string): Promise<Line[]> {
  const { data, errors } = parse<Line>((await text(path)).trimEnd(), { header: true, newline: '\r\n' });
  expect(errors).toEqual([]);
  return data;
}

const numbers = (from: readonly Line[], column: string): number[] =>
  from.flatMap((line) => (line[column] === '' ? [] : Number(line[column])));
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const idsOf = (from: readonly { readonly call_id?: string }[]): (string | undefined)[] =>
  from.map((call) => call.call_id);

describe('the export of the dashboard', () => {
  const path = '/api/dashboard/export/calls';

  it('adds up to the totals, column by column', async () => {
    const [calls, totals] = [await lines(`${path}?format=csv`), await json<Aggregates>('/api/dashboard/aggregates')];
    expect(calls).toHaveLength(totals.total_calls);
    expect(calls).toHaveLength(expectedTotals('ingest-ts').calls_ended);
    expect(sum(numbers(calls, 'cost_total'))).toBeCloseTo(totals.total_cost, 9);
    for (const part of ['stt', 'tts', 'llm', 'telephony'] as const) {
      expect(sum(numbers(calls, `cost_${part}`))).toBeCloseTo(totals.cost_breakdown[part], 9);
    }
    for (const [column, mean] of [
      ['duration_s', totals.avg_duration],
      ['avg_latency_ms', totals.avg_latency_ms],
    ] as const) {
      const known = numbers(calls, column);
      expect(sum(known) / known.length).toBeCloseTo(mean, 3);
    }
  });

  it('has the columns of Patter, as a file', async () => {
    const answer = await fetch(`${service.url}${path}?format=csv`);
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="patter_calls.csv"');
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect((await answer.text()).split('\r\n')[0]).toBe(
      'call_id,caller,callee,direction,started_at,ended_at,duration_s,cost_total,cost_stt,cost_tts,cost_llm,' +
        'cost_telephony,avg_latency_ms,turns_count,provider_mode',
    );
  });

  it('tells as JSON what the list tells, with turns and words as they were reported', async () => {
    const [exported, listed] = [await json<Listed[]>(path), await json<Listed[]>('/api/dashboard/calls?limit=1000')];
    const byId = (a: Listed, b: Listed): number => (a.call_id < b.call_id ? -1 : 1);
    expect([...exported].sort(byId)).toEqual([...listed].sort(byId));
  });

  it('has the turns and the mode of each call as it was reported', async () => {
    const calls = await lines(`${path}?format=csv`);
    const reported = await json<(Listed & { metrics: { turns: unknown[]; provider_mode: string } | null })[]>(path);
    expect(calls.map((line) => [line['call_id'], line['turns_count'], line['provider_mode']])).toEqual(
      reported.map(({ call_id, metrics }) => [
        call_id,
        String(metrics?.turns.length ?? 0),
        metrics?.provider_mode ?? '',
      ]),
    );
  });

  it('is of the calls that began in a span, both ends in it', async () => {
    const all = await json<Listed[]>(path);
    const [newest, oldest] = [all[0]?.started_at ?? 0, all.at(-1)?.started_at ?? 0];
    const within = async (from: number, to: number): Promise<number> =>
      (await json<Listed[]>(`${path}?from=${from}&to=${to}`)).length;
    expect(newest).toBeGreaterThan(oldest);
    expect(await within(oldest, newest)).toBe(all.length);
    expect(await within(oldest + 0.001, newest)).toBeLessThan(all.length);
    expect(await within(oldest, newest - 0.001)).toBeLessThan(all.length);
    expect(await within(newest + 1, newest + 2)).toBe(0);
    const iso = new Date(newest * 1_000).toISOString();
    expect(idsOf(await json<Listed[]>(`${path}?from=${iso}`))).toEqual(
      idsOf(all.filter(({ started_at }) => started_at >= newest)),
    );
  });

  it.each(['format=xml', 'from=2026-13-45', 'to=soon', 'from=%00', 'format=csv&format=json'])(
    'refuses %s in the words of the dashboard, and sends no file',
    async (query) => {
      const answer = await getJson(`${service.url}${path}?${query}`);
      expect(answer.status).toBe(400);
      expect(answer.headers.get('content-disposition')).toBeNull();
      expect(answer.body).toEqual({ ok: false, error: expect.any(String), code: 'invalid_query' });
    },
  );
});

describe('the own export', () => {
  const path = '/api/v2/export';

  /** Every page of the list. */
  async function wholeList(query: string): Promise<Listed[]> {
    const calls: Listed[] = [];
    let cursor = '';
    do {
      const page: CallsPage = await json<CallsPage>(`/api/v2/calls?limit=7&${query}${cursor}`);
      calls.push(...page.calls);
      cursor = page.next_cursor === null ? '' : `&cursor=${page.next_cursor}`;
    } while (cursor !== '');
    return calls;
  }

  it.each(['', 'sort=cost_usd:asc', 'sort=response_p95_ms:desc', 'mode=pipeline', 'live=true', 'q=the', 'q=zebrafish'])(
    'holds what the list holds, in its order, in every format (%s)',
    async (query) => {
      const list = await wholeList(query);
      expect(await json<Listed[]>(`${path}?format=json&${query}`)).toEqual(list);
      const texts = (await text(`${path}?format=ndjson&${query}`)).split('\n').slice(0, -1);
      expect(texts.map((line) => JSON.parse(line) as Listed)).toEqual(list);
      expect(idsOf(await lines(`${path}?format=csv&${query}`))).toEqual(idsOf(list));
    },
  );

  it('has a column for every figure of a call', async () => {
    const [line] = await lines(`${path}?format=csv&sort=cost_usd:desc`);
    const call = (await json<CallsPage>('/api/v2/calls?limit=1&sort=cost_usd:desc')).calls[0];
    const row = call as unknown as {
      cost: { total_usd: number };
      latency: { response_ms: { p95: number } };
      turns: { completed: number };
    };
    expect(Number(line?.['total_usd'])).toBe(row.cost.total_usd);
    expect(Number(line?.['response_p95_ms'])).toBe(row.latency.response_ms.p95);
    expect(Number(line?.['turns_completed'])).toBe(row.turns.completed);
  });

  it.each(['format=xml', 'from=notadate', 'sort=up', 'limit=5', 'cursor=x', 'format=csv&format=json'])(
    'refuses %s as a problem',
    async (query) => {
      const answer = await getJson(`${service.url}${path}?${query}`);
      expect(answer).toMatchObject({ status: 400, body: { code: 'invalid_query', status: 400 } });
      expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    },
  );

  it('answers HEAD with what the file would be, without it', async () => {
    const answer = await fetch(`${service.url}${path}?format=csv`, { method: 'HEAD' });
    expect([answer.status, await answer.text()]).toEqual([200, '']);
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="callscope_calls.csv"');
  });

  it('goes on to serve others when readers leave in the middle', async () => {
    const leave = (): Promise<void> =>
      new Promise((resolve) => {
        const asked = request(`${service.url}${path}?format=ndjson`, (response) => {
          response.once('data', () => {
            response.destroy();
            resolve();
          });
        });
        asked.end();
      });
    await Promise.all(Array.from({ length: 20 }, leave));
    expect((await json<Listed[]>(path)).length).toBe((await wholeList('')).length);
    expect(service.stderr()).not.toMatch(/"level":(50|60)/);
  });
});

describe('/api/v1', () => {
  it('pages through the calls of the dashboard, and says how many there are', async () => {
    const { total_calls: total } = await json<Aggregates>('/api/dashboard/aggregates');
    const listed = await json<Listed[]>('/api/dashboard/calls?limit=3&offset=2');
    expect(await json('/api/v1/calls?limit=3&offset=2')).toEqual({
      data: listed,
      pagination: { limit: 3, offset: 2, count: 3, total },
    });
    expect(await json('/api/v1/calls?limit=-1&offset=x')).toMatchObject({ pagination: { limit: 50, offset: 0 } });
    expect(await json(`/api/v1/calls?offset=${total}`)).toMatchObject({ data: [], pagination: { count: 0, total } });
  });

  it('shows one call, or says that there is none', async () => {
    const [first] = await json<Listed[]>('/api/dashboard/calls?limit=1');
    expect(await json(`/api/v1/calls/${first?.call_id ?? ''}`)).toEqual({ data: first });
    expect(await getJson(`${service.url}/api/v1/calls/nope`)).toMatchObject({
      status: 404,
      body: { error: 'Call not found' },
    });
  });

  it('shows the calls that run', async () => {
    const active = await json<Listed[]>('/api/dashboard/active');
    expect(await json('/api/v1/calls/active')).toEqual({ data: active, count: active.length });
  });

  it('tells the totals', async () => {
    expect(await json('/api/v1/analytics/overview')).toEqual({ data: await json('/api/dashboard/aggregates') });
  });

  it('tells what calls cost, of all time and of any span, to the millisecond', async () => {
    const totals = await json<Aggregates>('/api/dashboard/aggregates');
    expect(await json<Costs>('/api/v1/analytics/costs')).toEqual({
      data: {
        total_cost: totals.total_cost,
        breakdown: totals.cost_breakdown,
        calls_analyzed: totals.total_calls,
        period: { from: null, to: null },
      },
    });
    const all = await json<Listed[]>('/api/dashboard/export/calls');
    const middle = all[Math.floor(all.length / 2)]?.started_at ?? 0;
    const parts = [`to=${middle}`, `from=${middle + 0.001}`, `from=${middle}&to=${middle}`];
    for (const part of parts) {
      const calls = await lines(`/api/dashboard/export/calls?format=csv&${part}`);
      const { data } = await json<Costs>(`/api/v1/analytics/costs?${part}`);
      expect(data.calls_analyzed).toBe(calls.length);
      expect(data.total_cost).toBeCloseTo(sum(numbers(calls, 'cost_total')), 9);
      expect(data.breakdown.llm).toBeCloseTo(sum(numbers(calls, 'cost_llm')), 9);
    }
    expect((await json<Costs>(`/api/v1/analytics/costs?${parts[0] ?? ''}`)).data.period).toEqual({
      from: null,
      to: String(middle),
    });
  });

  it('refuses a period that is none', async () => {
    const answer = await getJson(`${service.url}/api/v1/analytics/costs?from=soon`);
    expect(answer).toMatchObject({ status: 400, body: { ok: false, code: 'invalid_query' } });
  });
});
