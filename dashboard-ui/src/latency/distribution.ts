import type { StageStats } from '@callscope/call-state';
import { TURNS_FOR_P95 } from '../format/percentile-shown';
import { box, type Drawing } from './drawing';
import { binned, BINS, logTicks, placeOn, type LogAxis } from './log-bins';

export const WIDE = BINS * 10;
const FOOT = 38;
const HIGHEST = 36;

/** The distribution of one stage, on a field of `WIDE` × 48: bars, and where p50 and p95 lie from ten turns on. */
export function drawDistribution(stage: StageStats, key: string, axis: LogAxis): Drawing {
  const bins = binned(stage.histogram ?? [], axis);
  const most = Math.max(...bins);
  const at = (ms: number): number => placeOn(axis, ms) * WIDE;
  const mark = (ms: number | null): string => (ms === null || stage.n < TURNS_FOR_P95 ? '' : `M${at(ms)} 0V42`);
  const bars = bins.map((n, bin) => (n > 0 ? box(bin * 10, FOOT, 8.6, Math.max(1, (n / most) * HIGHEST)) : ''));
  return {
    paths: [
      [
        'grid',
        logTicks(axis)
          .map((ms) => `M${at(ms)} 2V${FOOT}`)
          .join(''),
      ],
      [`bars ${key}`, bars.join('')],
      ['axis', `M0 38.5H${WIDE}`],
      ['mark', mark(stage.p50)],
      ['mark dash', mark(stage.p95)],
    ],
  };
}
