import type { HeadlineStage, StatsGroup } from '@callscope/call-state';
import type { Drawing } from './drawing';
import { shownPercentile, TURNS_FOR_P95 } from '../format/percentile-shown';
import { formatShare } from '../format/quantity';

/** One agent, mode or carrier. Times in ms. */
export interface GroupLine {
  /** null: the calls of which it is not known. */
  readonly value: string | null;
  readonly n: number;
  readonly p50: number;
  /** null below ten turns, like p99. */
  readonly p95: number | null;
  readonly p99: number | null;
  /** p95 by the one of the window before, 1 = the same; null where one of the two may not be claimed. */
  readonly ratio: number | null;
}

/** The groups of which anything was measured, the slowest p95 first; those with too few turns for one come last. */
export function groupLines(
  groups: readonly StatsGroup[],
  before: readonly StatsGroup[] | null,
  stage: HeadlineStage,
): GroupLine[] {
  const lines = groups.flatMap(({ value, latency }): GroupLine[] => {
    const shown = shownPercentile(latency[stage]);
    if (shown === null) return [];
    const { n, p50, name, ms } = shown;
    if (name === 'p50') return [{ value, n, p50, p95: null, p99: null, ratio: null }];
    const former = before?.find((each) => each.value === value)?.latency[stage];
    const ratio = former && former.n >= TURNS_FOR_P95 && former.p95 ? ms / former.p95 : null;
    return [{ value, n, p50, p95: ms, p99: latency[stage].p99, ratio }];
  });
  return lines.sort((a, b) => (b.p95 ?? -1) - (a.p95 ?? -1) || b.p50 - a.p50);
}

/** `↑ 31%`, `↓ 6%`, `=`. */
export function changeWords(ratio: number): string {
  const percent = Math.round((ratio - 1) * 100);
  return percent === 0 ? '=' : `${percent > 0 ? '↑' : '↓'} ${formatShare(Math.abs(percent) / 100)}`;
}

/** From here on slower than before is worth a look. */
export const SLOWER = 1.1;

/** One group on a field of 100 × 20; `place`: where some ms stand on it. */
export function drawGroup({ p50, p95, p99 }: GroupLine, place: (ms: number) => number): Drawing {
  const at = (ms: number | null): string => (ms === null ? '' : `M${place(ms)} 10h0`);
  const tick = p99 === null ? '' : `M${place(p99)} 4V16`;
  return {
    paths: [
      ['grid', 'M0 10H100'],
      ['reach', p95 === null ? '' : `M${place(p50)} 10H${place(p95)}`],
      ['tick', tick],
      ['ring p95', at(p95)],
      ['in', at(p95)],
      ['point', at(p50)],
    ],
  };
}
