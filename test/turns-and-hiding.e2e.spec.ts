import { getJson, post } from './support/http';
import { expectedTotals, recordingFile, replay } from './support/recording';
import { type RunningService, startService } from './support/service';

interface SlowTurns {
  readonly turns: readonly {
    readonly call_id: string;
    readonly turn: number;
    readonly at: number;
    readonly latency: Readonly<Record<string, number>>;
  }[];
}

let service: RunningService;

beforeAll(async () => {
  service = await startService();
  expect(await replay(recordingFile('ingest-ts'), service.url)).toMatchObject({ ok: true });
});

const text = async (path: string): Promise<string> => (await fetch(`${service.url}${path}`)).text();
const json = async <Body>(path: string): Promise<Body> => (await getJson<Body>(`${service.url}${path}`)).body;

describe('the slowest turns', () => {
  it('begin with the slowest of all, and go on in order', async () => {
    const { turns } = await json<SlowTurns>('/api/v2/turns?limit=1000');
    const values = turns.map(({ latency }) => latency['response_ms'] ?? NaN);
    expect(values).toEqual([...values].sort((a, b) => b - a));
    expect(turns.length).toBeGreaterThanOrEqual(expectedTotals('ingest-ts').agent_response_ms.n);
    expect((await json<SlowTurns>('/api/v2/turns?sort=response_ms:desc&limit=3')).turns).toEqual(turns.slice(0, 3));
  });

  it('are those of a window', async () => {
    const { turns } = await json<SlowTurns>('/api/v2/turns?limit=1000&stage=total_ms');
    const at = turns[Math.floor(turns.length / 2)]?.at ?? 0;
    const { turns: before } = await json<SlowTurns>(`/api/v2/turns?limit=1000&stage=total_ms&to=${at}`);
    const { turns: since } = await json<SlowTurns>(`/api/v2/turns?limit=1000&stage=total_ms&from=${at}`);
    expect(before).toEqual(turns.filter((turn) => turn.at < at));
    expect(since).toEqual(turns.filter((turn) => turn.at >= at));
  });

  it.each(['sort=response_ms:asc', 'sort=words', 'stage=words', 'from=soon', 'limit=0'])('refuse %s', async (query) => {
    expect(await getJson(`${service.url}/api/v2/turns?${query}`)).toMatchObject({
      status: 400,
      body: { code: 'invalid_query' },
    });
  });
});

describe('hiding calls', () => {
  const change = async (how: 'hide' | 'unhide', call_ids: readonly unknown[]): Promise<unknown> =>
    (await post(`${service.url}/api/v2/calls/${how}`, { call_ids })).body;
  const event = (call_id: string, type: string, data: object) => ({ id: `${call_id}:${type}`, type, call_id, data });

  beforeAll(async () => {
    await post(`${service.url}/api/v2/events`, [
      event('live-1', 'call.started', { direction: 'inbound', from: '+12065550142' }),
      event('live-1', 'turn.completed', { turn: 0, outcome: 'completed', latency: { response_ms: 59_999 } }),
      event('done-1', 'call.ended', { reason: 'completed' }),
    ]);
  });

  it('takes live and ended calls out of everything, once, and puts them back', async () => {
    const everywhere = async (): Promise<string> =>
      (
        await Promise.all(
          [
            '/api/v2/calls?limit=1000',
            '/api/v2/export?format=csv',
            '/api/dashboard/export/calls?format=csv',
            '/api/dashboard/active',
            '/api/v1/calls?limit=1000',
            '/api/v2/turns?limit=1000',
          ].map(text),
        )
      ).join();
    const stats = async (): Promise<object> => (await json<{ calls: object }>('/api/v2/stats?window=all')).calls;
    const before = await stats();
    expect(await everywhere()).toMatch(/live-1[^]*done-1/);
    expect(await change('hide', ['live-1', 'nobody', 'done-1', 'live-1'])).toEqual({ changed: ['live-1', 'done-1'] });
    expect(await everywhere()).not.toMatch(/live-1|done-1/);
    expect(await stats()).not.toEqual(before);
    expect(await change('hide', ['live-1', 'done-1'])).toEqual({ changed: [] });
    await post(`${service.url}/api/v2/events`, event('live-1', 'call.ended', { reason: 'completed' }));
    expect(await everywhere()).not.toMatch(/live-1/);
    expect((await fetch(`${service.url}/api/v2/calls/live-1`)).status).toBe(200);
    expect(await change('unhide', ['live-1', 'done-1', 'nobody'])).toEqual({ changed: ['live-1', 'done-1'] });
    expect(await change('unhide', ['live-1', 'done-1'])).toEqual({ changed: [] });
    expect(await everywhere()).toMatch(/live-1/);
    expect((await json<SlowTurns>('/api/v2/turns?limit=1')).turns[0]).toMatchObject({ call_id: 'live-1', turn: 0 });
  });

  it('writes one event for all who hide a call at once', async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => change('hide', ['done-1'])));
    expect(answers.filter((answer) => (answer as { changed: string[] }).changed.length > 0)).toHaveLength(1);
    await change('unhide', ['done-1']);
  });

  it.each([[{ call_ids: [5] }], [{ call_ids: 'a' }], [{}], [{ call_ids: Array(10_001).fill('a') }]])(
    'refuses what is no list of ids (%#)',
    async (body) => {
      const answer = await post(`${service.url}/api/v2/calls/hide`, body);
      expect(answer).toMatchObject({ status: 422, body: { code: 'invalid_field', field: 'call_ids' } });
    },
  );
});
