import type { Slot } from './slots';
import { callsWords, costWords, p50In, p95In, responseWords } from './slot-words';

const slot = (n: number, calls = 1, cost_usd: number | null = 0.25): Slot => ({
  from: 0,
  to: 60_000,
  bucket: {
    at: 0,
    calls,
    cost_usd,
    response_ms: n === 0 ? { n, p50: null, p95: null, p99: null } : { n, p50: 982, p95: 2282, p99: 3100 },
    active_peak: 1,
  },
});
const nothing: Slot = { from: 0, to: 60_000, bucket: null };

describe('what is said of a slot', () => {
  it('tells calls and cost, and the difference between none and nothing reported', () => {
    expect([callsWords(slot(0, 1)), callsWords(slot(0, 1200)), callsWords(nothing)]).toEqual([
      '1 call',
      '1,200 calls',
      '0 calls',
    ]);
    expect([slot(0), slot(0, 1, 0), slot(0, 1, null), nothing].map(costWords)).toEqual([
      '$0.250000',
      '$0.000000',
      'no cost reported',
      'no cost reported',
    ]);
  });

  it('tells a p95 from ten turns on, and how many there were', () => {
    expect(responseWords(slot(10))).toBe('p95 2,282 ms · n 10 · p50 982 ms');
    expect(responseWords(slot(9))).toBe('p50 982 ms · n 9');
    expect([slot(0), nothing].map(responseWords)).toEqual(['not measured', 'not measured']);
    expect([slot(10), slot(9), slot(0), nothing].map(p95In)).toEqual([2282, null, null, null]);
    expect([slot(9), slot(0), nothing].map(p50In)).toEqual([982, null, null]);
  });
});
