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

const TOP = 14;
const BAR = 40;

/** Where the drawing begins and ends, and where its lines stand, in px; a phone has less room beside it. */
export function frameOf(width: number): { readonly left: number; readonly right: number; readonly foot: number } {
  return width < 600 ? { left: 40, right: width - 70, foot: 178 } : { left: 48, right: width - 92, foot: 214 };
}

/** How high the drawing is. */
export const heightOf = (lines: boolean, width: number): number => (lines ? frameOf(width).foot + 81 : 76);

/** p50, p95 and p99 over time with their names at the ends, the turns of each bucket below. All in px. */
export function drawOverTime({ buckets, lines, width, shown, chosen }: OverTime): Drawing {
  const { left, right, foot } = frameOf(width);
  const base = lines ? foot + 77 : TOP + BAR;
  const step = (right - left) / Math.max(1, buckets.length);
  const x = (index: number): number => left + (index + 0.5) * step;
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
  const across = (height: number): string => `M${left} ${px(height)}H${px(right)}`;
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
      [
        shown === chosen ? 'fill on' : 'fill',
        pointed ? box(x(shown) - step / 2, lines ? foot : base, step, (lines ? foot : base) - TOP) : '',
      ],
      ['grid', (lines ? ticks : []).map((tick) => across(y(tick))).join('')],
      ['axis', (lines ? across(foot) : '') + across(base)],
      ...(lines
        ? ([
            ...named.map(([name, values]) => [name, linePath(values, x, y)] as const),
            ['lone p99', dots(p99s, x, y)],
            ['lone p95', dots(p95s, x, y)],
            ['lone p50', dots(p50s, x, y, (index) => few[index] !== null)],
            ['few', dots(few, x, y, () => true)],
            ['cross', pointed ? `M${px(x(shown))} ${TOP}V${foot}` : ''],
            ['halo', [p99, p95, p50].map((ms) => (ms === null ? '' : dot(x(shown), y(ms)))).join('')],
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
            ['ui', left, 9, 'ms'],
            ...ticks.map((tick) => ['end', left - 8, y(tick) + 4, formatCount(tick)] as const),
            ...ends.map(
              ({ name, ms }, i) => [name, right + 8, (heights[i] ?? 0) + 4, `${name} ${formatCount(ms)}`] as const,
            ),
            ['', right + 8, base - 2, few.some((ms) => ms !== null) ? `○ n < ${TURNS_FOR_P95}` : ''],
          ] as const)
        : []),
      ...timeLabels(buckets, (right - left) / 56).map(
        ({ index, text }) => ['mid', x(index), (lines ? foot : base) + 18, text] as const,
      ),
      ['end ui', left - 8, base - 2, language.words.view.turns],
      ['end', left - 8, base - 34, formatCount(most)],
    ],
  };
}
