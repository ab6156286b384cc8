import { TURNS_FOR_P95 } from '../format/percentile-shown';
import { formatCount } from '../format/quantity';
import { type Bucket, timeLabels } from './buckets';
import { apart, axisOf, box, dot, dots, type Drawing, linePath, px } from './drawing';
import { language } from '../words/language';

export interface OverTime {
  readonly buckets: readonly Bucket[];
  /** Of a stage there is no series: the bars stand alone. */
  readonly lines: boolean;
  readonly width: number;
  /** Index of the bucket pointed at, and of the chosen one; -1 = none. */
  readonly shown: number;
  readonly chosen: number;
}

export const LEFT = 48;
export const RIGHT = 92;
const TOP = 14;
const BAR = 38;

/** How high the drawing is. */
export const heightOf = (lines: boolean): number => (lines ? 292 : 76);

/** p50, p95 and p99 over time with their names at the ends, the turns of each bucket below. All in px. */
export function drawOverTime({ buckets, lines, width, shown, chosen }: OverTime): Drawing {
  const right = width - RIGHT;
  const foot = lines ? 212 : TOP;
  const base = lines ? 288 : TOP + BAR;
  const step = (right - LEFT) / Math.max(1, buckets.length);
  const x = (index: number): number => LEFT + (index + 0.5) * step;
  const p95s = buckets.map(({ p95 }) => p95);
  const p50s = buckets.map(({ p50 }) => p50);
  const few = buckets.map(({ n, p50 }) => (n < TURNS_FOR_P95 ? p50 : null));
  const p99s = buckets.map(({ p99 }) => p99);
  const named = [['p99', p99s] as const, ['p95', p95s] as const, ['p50', p50s] as const];
  const ticks = axisOf(Math.max(...named.flatMap(([, values]) => values.map((value) => value ?? 0))));
  const y = (ms: number): number => foot - (ms / (ticks.at(-1) ?? 1)) * (foot - TOP);
  const most = Math.max(1, ...buckets.map(({ n }) => n));
  const bar = (index: number): string => {
    const n = buckets[index]?.n ?? 0;
    return n === 0 ? '' : box(x(index) - step * 0.41, base, step * 0.82, Math.max(1, (n / most) * BAR));
  };
  const across = (height: number): string => `M${LEFT} ${px(height)}H${px(right)}`;
  const ends = named.flatMap(([name, values]) => {
    const ms = values.findLast((value) => value !== null) ?? null;
    return ms === null ? [] : [{ name, ms }];
  });
  const heights = apart(
    ends.map(({ ms }) => y(ms)),
    14,
  );
  const pointed = buckets[shown];
  const { p50 = null, p95 = null, p99 = null } = pointed ?? {};
  return {
    paths: [
      [shown === chosen ? 'fill on' : 'fill', pointed ? box(x(shown) - step / 2, base, step, base - TOP) : ''],
      ['grid', (lines ? ticks : []).map((tick) => across(y(tick))).join('') + across(base)],
      ...(lines
        ? ([
            ...named.map(([name, values]) => [name, linePath(values, x, y)] as const),
            ['lone p99', dots(p99s, x, y)],
            ['lone p95', dots(p95s, x, y)],
            ['lone p50', dots(p50s, x, y, (index) => few[index] !== null)],
            ['few', dots(few, x, y, () => true)],
            ['cross', pointed ? `M${px(x(shown))} ${TOP}V${foot}` : ''],
            ['pt p99', p99 === null ? '' : dot(x(shown), y(p99))],
            ['pt p95', p95 === null ? '' : dot(x(shown), y(p95))],
            ['pt p50', p50 === null ? '' : dot(x(shown), y(p50))],
          ] as const)
        : []),
      ['turns', buckets.map((_, index) => bar(index)).join('')],
      ['turns on', bar(chosen)],
    ],
    words: [
      ...(lines
        ? ([
            ['ui', LEFT, 9, 'ms'],
            ...ticks.map((tick) => ['end', LEFT - 8, y(tick) + 4, formatCount(tick)] as const),
            ...ends.map(
              ({ name, ms }, i) => [name, right + 8, (heights[i] ?? 0) + 4, `${name} ${formatCount(ms)}`] as const,
            ),
          ] as const)
        : []),
      ...timeLabels(buckets, (right - LEFT) / 56).map(
        ({ index, text }) => ['mid', x(index), (lines ? foot : base) + 18, text] as const,
      ),
      ['end ui', LEFT - 8, base - 2, language.words.view.turns],
      ['end', LEFT - 8, base - 30, formatCount(most)],
    ],
  };
}
