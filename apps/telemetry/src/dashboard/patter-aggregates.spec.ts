import 'reflect-metadata';
import { histogramOf } from '@callscope/histogram';
import type { AggregatesRow } from '@callscope/projections';
import { patterAggregates } from './aggregates.controller';

// It looks for package.json from the built file, which a spec is not.
jest.mock('../version', () => ({ VERSION: '1.2.3' }));

const NOTHING: AggregatesRow = { counts: {}, histograms: {} };

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
    const row = {
      ...NOTHING,
      counts: { 'ended:completed': 3, 'ended:busy': 1, 'active:inbound': 2, 'active:unknown': 1 },
    };
    expect(patterAggregates(row)).toMatchObject({ total_calls: 4, active_calls: 3 });
  });

  it('have dollars for money: the total as the sources state it, the parts as they were told', () => {
    const row = {
      ...NOTHING,
      counts: {
        'cost:ended:stt:billed': 1,
        'cost:ended:stt:nano': 195_762_000,
        'cost:ended:llm:estimated': 2,
        'cost:ended:llm:nano': 1_185_082_000,
        'cost:ended:other:estimated': 1,
        'cost:ended:other:nano*1e9': 5,
        'cost:active:tts:estimated': 1,
        'cost:active:tts:nano': 700_000_000,
        'stated:nano*1e9': 1,
        'stated:nano': 343_608_000,
      },
    };
    expect(patterAggregates(row)).toMatchObject({
      total_cost: 1.343608,
      cost_breakdown: { stt: 0.195762, tts: 0, llm: 1.185082, telephony: 0 },
    });
  });

  it('have seconds for the mean duration and milliseconds for the mean latency', () => {
    const row = {
      ...NOTHING,
      counts: { 'duration:n': 4, 'duration:us': 100_000_000, 'call_latency:n': 2, 'call_latency:us': 1_809_000 },
    };
    expect(patterAggregates(row)).toMatchObject({ avg_duration: 25, avg_latency_ms: 904.5 });
  });

  it('have the percentiles that Patter lacks, with their n', () => {
    const row = { ...NOTHING, histograms: { response_ms: histogramOf([900, 900, 900]) } };
    expect(patterAggregates(row)).toMatchObject({
      latency: { response_ms: { n: 3, p50: 900, p90: 900, p95: 900, p99: 900 }, tts_ms: { n: 0, p50: null } },
    });
  });
});
