import type { StageStats, StatsGroup } from '@callscope/call-state';
import { someStats } from '../testing/some-stats';
import { changeWords, groupLines } from './groups';

function group(value: string | null, figures: Partial<StageStats>): StatsGroup {
  const stats = someStats(1);
  const response_ms = { ...stats.latency.response_ms, ...figures };
  return { ...stats, value, latency: { ...stats.latency, response_ms } };
}

const slow = group('slow', { n: 40, p50: 900, p95: 2_600, p99: 3_000 });
const fast = group('fast', { n: 40, p50: 600, p95: 1_200, p99: 1_500 });
const rare = group('rare', { n: 9, p50: 5_000, p95: 9_000, p99: 9_000 });
const silent = group('silent', {});

describe('the lines of the groups', () => {
  it('come slowest p95 first, those with too few turns last and without p95, unmeasured ones not at all', () => {
    const lines = groupLines([fast, silent, rare, slow], null, 'response_ms');
    expect(lines.map(({ value, p95 }) => [value, p95])).toEqual([
      ['slow', 2_600],
      ['fast', 1_200],
      ['rare', null],
    ]);
  });

  it('tell the change only where both windows have ten turns', () => {
    const before = [group('slow', { n: 40, p50: 900, p95: 2_000 }), group('fast', { n: 9, p50: 1, p95: 1 })];
    const ratios = groupLines([slow, fast], before, 'response_ms').map(({ ratio }) => ratio);
    expect(ratios).toEqual([1.3, null]);
  });
});

it.each([
  [1.31, '↑ 31%'],
  [0.94, '↓ 6%'],
  [1.001, '='],
])('a change of %d reads %s', (ratio, words) => {
  expect(changeWords(ratio)).toBe(words);
});
