import 'reflect-metadata';
import { histogramOf } from '@callscope/histogram';
import type { AggregatesRow } from '@callscope/projections';
import { patterAggregates } from './aggregates.controller';

// It looks for package.json from the built file, which a spec is not.
jest.mock('../version', () => ({ VERSION: '1.2.3' }));

const none = histogramOf([]);

/** As much of the row as Patter's totals are made of. */
const NOTHING = {
  ended: {},
  active: {},
  directions: {},
  turns: {},
  duration: { n: 0, us: 0 },
  call_latency: { n: 0, us: 0 },
  ended_costs: {},
  active_costs: {},
  stated_nano: '0',
  latency: { response_ms: none, stt_ms: none, llm_ttft_ms: none, tts_ms: none, total_ms: none },
} as Partial<AggregatesRow> as AggregatesRow;

const cost = (nano: string) => ({ nano, savings: '0', by_basis: { estimated: 1 } });

describe('the totals of Patter', () => {
  it('are 0 where there are no calls, and null where nothing was measured', () => {
    const unmeasured = { n: 0, p50: null, p90: null, p95: null, p99: null };
    expect(patterAggregates(NOTHING)).toEqual({
      total_calls: 0,
      total_cost: 0,
      avg_duration: 0,
      avg_latency_ms: 0,
      cost_breakdown: { stt: 0, tts: 0, llm: 0, telephony: 0 },
      active_calls: 0,
      version: '1.2.3',
      latency: {
        response_ms: unmeasured,
        stt_ms: unmeasured,
        llm_ttft_ms: unmeasured,
        tts_ms: unmeasured,
        total_ms: unmeasured,
      },
    });
  });

  it('count calls that are over and calls that run apart', () => {
    const row = { ...NOTHING, ended: { completed: 3, busy: 1 }, active: { inbound: 2, unknown: 1 } };
    expect(patterAggregates(row)).toMatchObject({ total_calls: 4, active_calls: 3 });
  });

  it('have dollars for money: the total as the sources state it, the parts as they were told', () => {
    const row = {
      ...NOTHING,
      ended_costs: { stt: cost('195762000'), llm: cost('185082000'), other: cost('5000000000') },
      active_costs: { tts: cost('700000000') },
      stated_nano: '1343608000',
    };
    expect(patterAggregates(row)).toMatchObject({
      total_cost: 1.343608,
      cost_breakdown: { stt: 0.195762, tts: 0, llm: 0.185082, telephony: 0 },
    });
  });

  it('have seconds for the mean duration and milliseconds for the mean latency', () => {
    const row = { ...NOTHING, duration: { n: 4, us: 100_000_000 }, call_latency: { n: 2, us: 1_809_000 } };
    expect(patterAggregates(row)).toMatchObject({ avg_duration: 25, avg_latency_ms: 904.5 });
  });

  it('have the percentiles that Patter lacks, with their n', () => {
    const row = { ...NOTHING, latency: { ...NOTHING.latency, response_ms: histogramOf([900, 900, 900]) } };
    expect(patterAggregates(row)).toMatchObject({
      latency: { response_ms: { n: 3, p50: 900, p90: 900, p95: 900, p99: 900 }, tts_ms: { n: 0, p50: null } },
    });
  });
});
