import { getJson } from './support/http';
import { expectedTotals, recordingFile, replay } from './support/recording';
import { type RunningService, startService } from './support/service';
import { makeTempFolder } from './support/temp-folder';

interface Aggregates {
  total_calls: number;
  total_cost: number;
  avg_duration: number;
  cost_breakdown: Record<'stt' | 'tts' | 'llm' | 'telephony', number>;
  active_calls: number;
  latency: Record<string, { n: number; p50: number; p95: number }>;
}

const COST_TOLERANCE_USD = 1e-6;

async function aggregates(service: RunningService): Promise<Aggregates> {
  return (await getJson<Aggregates>(`${service.url}/api/dashboard/aggregates`)).body;
}

/** Within 1 % of the exact percentile, as promised. */
function expectNear(value: number | undefined, exact: number): void {
  expect(Math.abs((value ?? NaN) - exact) / exact).toBeLessThanOrEqual(0.01);
}

function expectTotals(totals: Aggregates, file: 'ingest-ts' | 'ingest-py' | 'ingest-newer'): void {
  const expected = expectedTotals(file);
  expect(totals.active_calls).toBe(expected.calls_without_end.length);
  expect(Math.abs(totals.total_cost - expected.cost.total)).toBeLessThan(COST_TOLERANCE_USD);
  for (const component of ['stt', 'tts', 'llm', 'telephony'] as const) {
    expect(Math.abs(totals.cost_breakdown[component] - expected.cost[component])).toBeLessThan(COST_TOLERANCE_USD);
  }
  expect(totals.latency['response_ms']?.n).toBe(expected.agent_response_ms.n);
  expectNear(totals.latency['response_ms']?.p50, expected.agent_response_ms.p50);
  expectNear(totals.latency['response_ms']?.p95, expected.agent_response_ms.p95);
  expect(totals.latency['total_ms']?.n).toBe(expected.total_ms.n);
  expectNear(totals.latency['total_ms']?.p50, expected.total_ms.p50);
  expectNear(totals.latency['total_ms']?.p95, expected.total_ms.p95);
}

describe('calls recorded from the TypeScript SDK', () => {
  let service: RunningService;
  let data: string;

  beforeAll(async () => {
    data = await makeTempFolder();
    service = await startService({ data });
    const played = await replay(recordingFile('ingest-ts'), service.url);
    expect(played).toMatchObject({ ok: true });
  });

  it('add up to the expected totals', async () => {
    const totals = await aggregates(service);
    const expected = expectedTotals('ingest-ts');
    expect(totals.total_calls).toBe(expected.calls_ended);
    expect(totals.avg_duration * expected.calls_ended).toBeCloseTo(expected.duration_seconds_sum, 6);
    expectTotals(totals, 'ingest-ts');
  });

  it('hold the call whose end is over 100 kB, with all its turns', async () => {
    for (const id of expectedTotals('ingest-ts').posts_over_102400_bytes) {
      const { body } = await getJson<{ turns: unknown[] }>(`${service.url}/api/v2/calls/${id}`);
      expect(body.turns).toHaveLength(185);
    }
  });

  it('are counted once when the same recording is played again, with other times', async () => {
    await replay(recordingFile('ingest-ts'), service.url);
    expectTotals(await aggregates(service), 'ingest-ts');
  });

  it('give the very same totals after kill -9 and a restart', async () => {
    const before = await aggregates(service);
    await service.stop('SIGKILL');
    service = await startService({ data });
    expect(await aggregates(service)).toEqual(before);
    expectTotals(before, 'ingest-ts');
  });
});

it('calls recorded from the Python SDK add up, the one without metrics included', async () => {
  const service = await startService();
  await replay(recordingFile('ingest-py'), service.url);
  const totals = await aggregates(service);
  expect(totals.total_calls).toBe(expectedTotals('ingest-py').calls_ended);
  expectTotals(totals, 'ingest-py');
});

it('calls of a newer SDK add up, and those that nobody answered are ended calls without cost', async () => {
  const service = await startService();
  await replay(recordingFile('ingest-newer'), service.url);
  const totals = await aggregates(service);
  expect(totals.total_calls).toBe(expectedTotals('ingest-newer').calls);
  expectTotals(totals, 'ingest-newer');
});
