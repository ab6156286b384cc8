import type { CallSource } from './call-source';
import { type Chance, wholeOf } from './chance';
import type { Series } from './series';

const WINDOWS = ['1h', '24h', '7d', '30d', 'all'] as const;
const GROUPS = ['agent', 'mode', 'carrier', 'direction'] as const;
const STATS = '/api/v2/stats';
const MINUTE = 60_000;

/** All about one call, of calls that are drawn. */
export function detailSeries(source: CallSource, chance: Chance): Series {
  const drawn = (): string => source.idOf(wholeOf(chance, 0, source.options.calls));
  return { name: 'one call', path: () => `/api/v2/calls/${drawn()}`, requests: 500 };
}

/** Each window as a whole and by each group, then windows that are drawn from the time of the calls. */
export function statsSeries({ from, options: { until } }: CallSource, chance: Chance): Series[] {
  const path = (query: string) => (): string => `${STATS}?${query}`;
  const whole = WINDOWS.map((window) => ({
    name: `stats ${window}`,
    path: path(`window=${window}`),
    requests: 500,
  }));
  const grouped = WINDOWS.flatMap((window) =>
    GROUPS.map((group) => ({
      name: `stats ${window} by ${group}`,
      path: path(`window=${window}&group_by=${group}`),
      requests: 500,
    })),
  );
  const drawn = (): string => {
    const [a, b] = [wholeOf(chance, from, until), wholeOf(chance, from, until)];
    return `${STATS}?from=${Math.min(a, b)}&to=${Math.max(a, b) + MINUTE}`;
  };
  return [...whole, ...grouped, { name: 'stats, window drawn', path: drawn, requests: 500 }];
}
