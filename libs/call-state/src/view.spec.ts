import fc from 'fast-check';
import { type CallEvent, LOGGED_REPORT, type TurnCompletedData } from '@callscope/call-events';
import {
  aCallInitiated,
  aCallStarted,
  aCost,
  anEnd,
  aStatus,
  aTurn,
  RUNS,
  stored,
  T0,
} from '../../call-events/src/testing';
import { HEADLINE_STAGES } from './call-row';
import { type CallState, evolveCall } from './call-state';
import { callLatencyMs, callRow, costsOf, statedCostNano } from './view';

function fold(...events: CallEvent[]): CallState {
  return stored(events).reduce<CallState | null>(evolveCall, null)!;
}

const row = (...events: CallEvent[]) => callRow(fold(...events));

/** Completed turns, numbered from 0, that measured these values of a stage. */
const turnsOf = (stage: keyof NonNullable<TurnCompletedData['latency']>, values: readonly number[]) =>
  values.map((value, turn) => aTurn({ turn, latency: { [stage]: value } }));

/** Type 7 by its definition: where the sorted values are joined by straight lines. */
function type7(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const place = q * (sorted.length - 1);
  const [low, high] = [sorted[Math.floor(place)]!, sorted[Math.ceil(place)]!];
  return low + (high - low) * (place - Math.floor(place));
}

describe('the latency of a call', () => {
  it.each(HEADLINE_STAGES)('has exact type 7 percentiles of %s with their n', (stage) => {
    const values = fc.array(fc.integer({ min: 1, max: 600_000 }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(values, (tenths) => {
        const ms = tenths.map((value) => value / 10);
        const { method, ...summary } = row(...turnsOf(stage, ms)).latency[stage];
        expect(summary.n).toBe(ms.length);
        expect([summary.min, summary.max]).toEqual([Math.min(...ms), Math.max(...ms)]);
        for (const percent of [50, 90, 95, 99] as const) {
          expect(summary[`p${percent}`]).toBeCloseTo(type7(ms, percent / 100), 6);
        }
        expect(method).toBe('measured');
      }),
      RUNS,
    );
  });

  it('has a value from the first turn on', () => {
    expect(row(...turnsOf('tts_ms', [212])).latency.tts_ms).toMatchObject({ n: 1, p50: 212, p99: 212, min: 212 });
  });

  it('is null, never 0, where nothing was measured', () => {
    expect(row(aTurn(), aTurn({ turn: 1, latency: { tts_ms: 5 } })).latency.response_ms).toStrictEqual({
      n: 0,
      p50: null,
      p90: null,
      p95: null,
      p99: null,
      min: null,
      max: null,
      method: null,
    });
  });

  it.each(['interrupted', 'abandoned'] as const)('does not count a turn that was %s', (outcome) => {
    const events = [aTurn({ turn: 0, outcome, latency: { tts_ms: 1 } }), ...turnsOf('tts_ms', [5, 6]).slice(1)];
    expect(row(...events).latency.tts_ms).toMatchObject({ n: 1, min: 6, max: 6 });
  });

  it('leaves out what no latency can be: over 60 s', () => {
    const found = row(...turnsOf('response_ms', [900, 60_000, 60_000.1, 1e9])).latency.response_ms;
    expect(found).toMatchObject({ n: 2, min: 900, max: 60_000, p50: 30_450 });
  });

  it('says that a response time was added up where its source does that', () => {
    const turn = aTurn(
      { latency: { response_ms: 5, tts_ms: 5 } },
      { source: { framework: 'patter', adapter: 'patter' } },
    );
    expect(row(turn).latency.response_ms.method).toBe('summed');
    expect(row(turn).latency.tts_ms.method).toBe('measured');
  });
});

describe('the one latency of a call', () => {
  const report = { metrics: { latency_avg: { total_ms: 4_000 } } };
  const end = anEnd({ report_id: 'r', report });

  it.each<[string, CallEvent[], number | null]>([
    ['the mean response', [...turnsOf('response_ms', [900, 1_000, 61_000]), end], 950],
    ['else the mean total', [...turnsOf('total_ms', [5_000, 6_000]), end], 5_500],
    ['else what the report states', [aTurn(), end], 4_000],
    ['else nothing', [aTurn(), anEnd()], null],
  ])('is %s', (_what, events, ms) => {
    expect(callLatencyMs(fold(...events))).toBe(ms);
  });
});

describe('the turns of a call', () => {
  it('are counted by outcome', () => {
    const outcomes = ['completed', 'interrupted', 'completed', 'abandoned'] as const;
    expect(row(...outcomes.map((outcome, turn) => aTurn({ turn, outcome }))).turns).toEqual({
      completed: 2,
      interrupted: 1,
    });
  });
});

describe('the money of a call', () => {
  const cost = (component: string, nano: number, more: object = {}) =>
    aCost({ component: component as 'llm', amount_nano_usd: nano, ...more });

  it('is shown by component, the rare ones together, and added up in integers', () => {
    const events = [
      ...['stt', 'llm', 'tts', 'telephony', 'realtime', 'platform', 'other'].map((name) => cost(name, 100_000_000)),
      cost('stt', 200_000_000, { mode: 'delta' }),
    ];
    expect(row(...events).cost).toStrictEqual({
      total_usd: 0.7,
      stt_usd: 0.1,
      llm_usd: 0.1,
      tts_usd: 0.1,
      telephony_usd: 0.1,
      other_usd: 0.3,
      savings_usd: null,
      basis: 'estimated',
    });
  });

  it('is null where none was told, and 0 where 0 was told', () => {
    expect(Object.values(row(aTurn()).cost)).toEqual(Array(8).fill(null));
    expect(row(cost('llm', 0)).cost).toMatchObject({ total_usd: 0, llm_usd: 0, tts_usd: null, basis: 'estimated' });
  });

  it('is as sure as its weakest component', () => {
    const events = [cost('llm', 1, { basis: 'billed' }), cost('tts', 1, { basis: 'vendor_reported' })];
    expect(row(...events).cost.basis).toBe('vendor_reported');
    expect(row(events[0]!).cost.basis).toBe('billed');
  });

  it('tells what a cache saved', () => {
    const saved = cost('llm', 5, { savings_nano_usd: 60_143_000 });
    expect(row(saved, cost('tts', 5)).cost.savings_usd).toBe(0.060143);
  });

  it('is, for who adds up what sources state, the stated total while the report tells every cost', () => {
    const end = anEnd({ report_id: 'r', report: { metrics: { cost: { total: 0.000_003 } } } });
    const reported = cost('llm', 1_000, { report_id: 'r' });
    expect(statedCostNano(fold(reported, end))).toBe('3000');
    expect(statedCostNano(fold(reported, cost('tts', 500), end))).toBe('1500');
    expect(statedCostNano(fold(reported, anEnd({ report_id: 'r' })))).toBe('1000');
    const logged = cost('stt', 700, { report_id: LOGGED_REPORT });
    expect(statedCostNano(fold(logged, end))).toBe('700');
    expect(statedCostNano(fold(logged, reported, end))).toBe('3000');
    expect(statedCostNano(fold(aTurn()))).toBe('0');
  });

  it('is told for each component', () => {
    expect([...costsOf(fold(cost('tts', 5), cost('stt', 6)))].map(([name, { nano }]) => [name, nano])).toEqual([
      ['stt', '6'],
      ['tts', '5'],
    ]);
  });
});

describe('the flags of a call', () => {
  const end = anEnd({}, { occurred_at: T0 });

  it('say that nobody told how it began', () => {
    expect(row(aTurn()).flags).toEqual(['implicit_start']);
    expect([row(aTurn(), aCallStarted()).flags, row(aTurn(), aCallInitiated()).flags]).toEqual([[], []]);
  });

  it.each([
    ['a turn', aTurn],
    ['a cost', aCost],
  ])('say that %s happened after the end', (_what, late) => {
    const start = aCallStarted({}, { occurred_at: T0 - 9 });
    expect(row(start, end, late({}, { occurred_at: T0 + 1 })).flags).toEqual(['late_events']);
    expect(row(start, late({}, { occurred_at: T0 + 1 }), late({}, { occurred_at: T0 - 1 }), end).flags).toEqual([
      'late_events',
    ]);
    expect(row(start, end, late({}, { occurred_at: T0 })).flags).toEqual([]);
    expect(row(start, end, late()).flags).toEqual([]);
  });

  it('say so too where a status told the end', () => {
    const completed = aStatus({ status: 'completed' }, { occurred_at: T0 });
    const start = aCallStarted({}, { occurred_at: T0 - 9 });
    expect(row(start, completed, aTurn({}, { occurred_at: T0 + 1 })).flags).toEqual(['late_events']);
  });
});

describe('the row of a call', () => {
  it('shows null for everything that nobody told', () => {
    expect(row(aTurn({}, { call_id: 'call-9' }))).toMatchObject({
      call_id: 'call-9',
      live: true,
      direction: 'unknown',
      from: null,
      to: null,
      carrier: null,
      mode: null,
      agent: null,
      providers: null,
      initiated_at: null,
      started_at: null,
      ended_at: null,
      end_reason: null,
      position: 1,
    });
  });

  it('is live until the call is over', () => {
    expect([row(aCallStarted()).live, row(aCallStarted(), anEnd()).live]).toEqual([true, false]);
    expect(row(anEnd({ reason: 'user_hangup' })).end_reason).toBe('user_hangup');
  });

  it('is made once for each state', () => {
    const state = fold(aCallStarted());
    expect(callRow(state)).toBe(callRow(state));
  });
});
