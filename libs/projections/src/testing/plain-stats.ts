import {
  callRow,
  type CallState,
  costsOf,
  latencyOf,
  STATS_STAGES,
  turnsOf,
  type TurnState,
} from '@callscope/call-state';
import { exactPercentile, RELATIVE_ERROR } from '@callscope/histogram';
import type { SplitBy } from '../aggregates/cells';
import type { StatsQuery } from '../aggregates/window-stats';
import { plainPeaks } from './plain-peaks';

const [MINUTE, HOUR, DAY] = [60_000, 3_600_000, 86_400_000];

/** Something that counts at a moment: a call where it begins, or one of its turns. */
interface Fact {
  readonly at: number;
  readonly values: Readonly<Record<SplitBy, string | null>>;
  readonly call: CallState | null;
  readonly turn: TurnState | null;
}

/**
 * `stats` of contract §3 reckoned from all calls and turns themselves, to be compared by `toEqual`: exact but for
 * percentiles, which match within the error that is told with them, and mean durations, which match to the µs.
 */
export function plainStats(calls: readonly CallState[], query: StatsQuery, now: number): object {
  const facts = calls.flatMap(factsOf);
  if (!query.range) {
    const peaks = plainPeaks(calls, { from: 0, to: Infinity, bucketMs: DAY, now });
    return { window: { from: null, to: null, bucket_ms: DAY }, ...totals(facts), ...parts(facts, DAY, query, peaks) };
  }
  const from = Math.floor(query.range.from / MINUTE) * MINUTE;
  const to = Math.ceil(query.range.to / MINUTE) * MINUTE;
  const within = (first: number, last: number): Fact[] => facts.filter(({ at }) => at >= first && at < last);
  const bucketMs = to - from <= 3 * HOUR ? MINUTE : to - from <= 8 * DAY ? HOUR : DAY;
  const { calls: before, latency, cost } = totals(within(from - (to - from), from));
  return {
    window: { from, to, bucket_ms: bucketMs },
    ...totals(within(from, to)),
    ...parts(within(from, to), bucketMs, query, plainPeaks(calls, { from, to, bucketMs, now })),
    ...(query.comparePrevious ? { previous: { calls: before, latency, cost } } : {}),
  };
}

function factsOf(call: CallState): Fact[] {
  if (call.hidden) return [];
  const { direction, mode, carrier, agent, started_at, initiated_at } = callRow(call);
  const values = { direction, mode, carrier, agent: agent?.id ?? agent?.name ?? null };
  const begun = started_at ?? initiated_at ?? call.first_fact_at ?? call.first_recorded_at;
  const turns = turnsOf(call).map((turn) => ({ at: turn.at ?? begun, values, call: null, turn }));
  return [{ at: begun, values, call, turn: null }, ...turns];
}

/** The series, and the groups. */
function parts(
  facts: readonly Fact[],
  bucketMs: number,
  { groupBy }: StatsQuery,
  { peakOf, active }: ReturnType<typeof plainPeaks>,
): object {
  const buckets = [...new Set([...facts.map(({ at }) => at - (at % bucketMs)), ...active])].sort((a, b) => a - b);
  const series = buckets.map((bucket) => {
    const { calls, cost, latency } = totals(facts.filter(({ at }) => at >= bucket && at < bucket + bucketMs));
    const { n, p50, p95, p99 } = latency['response_ms']!;
    const response_ms = { n, p50, p95, p99 };
    return { at: bucket, calls: calls.total, cost_usd: cost['total_usd'], response_ms, active_peak: peakOf(bucket) };
  });
  if (!groupBy) return { series };
  const values = [...new Set(facts.map((fact) => fact.values[groupBy]))];
  const groups = values.map((value) => {
    const figures = totals(facts.filter((fact) => fact.values[groupBy] === value));
    const { endpoint_ms: _ofAllTogether, ...latency } = figures.latency;
    return { value, ...figures, latency };
  });
  groups.sort((a, b) => b.calls.total - a.calls.total || ((a.value ?? '') < (b.value ?? '') ? -1 : 1));
  return { series, groups };
}

function totals(facts: readonly Fact[]) {
  const calls = facts.flatMap(({ call }) => (call ? [call] : []));
  const rows = calls.map(callRow);
  const turns = facts.flatMap(({ turn }) => (turn ? [turn] : []));
  const completed = turns.filter(({ outcome }) => outcome === 'completed');
  const count = (...words: string[]): number => rows.filter((row) => !row.live && words.includes(row.status)).length;
  const durations = rows.flatMap((row) => (row.live || row.duration_ms === null ? [] : [row.duration_ms]));
  const mean = durations.reduce((sum, ms) => sum + ms, 0) / durations.length;
  return {
    calls: {
      total: rows.length,
      completed: count('completed', 'voicemail'),
      failed: count('failed', 'busy', 'canceled'),
      no_answer: count('no_answer'),
      timed_out: count('timed_out'),
      active: rows.filter((row) => row.live).length,
      inbound: rows.filter((row) => row.direction === 'inbound').length,
      outbound: rows.filter((row) => row.direction === 'outbound').length,
    },
    duration_ms: {
      avg: durations.length === 0 ? null : (expect.closeTo(mean, 2) as unknown),
      p50: nearly(durations, 0.5),
      p95: nearly(durations, 0.95),
    },
    turns: {
      completed: completed.length,
      interrupted: turns.filter(({ outcome }) => outcome === 'interrupted').length,
    },
    latency: Object.fromEntries(
      STATS_STAGES.map((stage) => {
        const told = completed.map((turn) => latencyOf(turn)[stage]).filter((ms) => ms !== undefined);
        return [stage, stageStats(told, completed.length)];
      }),
    ),
    cost: costs(calls),
  };
}

function stageStats(told: readonly number[], completedTurns: number) {
  const values = told.filter((ms) => ms <= 60_000);
  return {
    n: values.length,
    coverage: completedTurns === 0 ? 0 : values.length / completedTurns,
    p50: nearly(values, 0.5),
    p90: nearly(values, 0.9),
    p95: nearly(values, 0.95),
    p99: nearly(values, 0.99),
    min: nearly(values, 0),
    max: nearly(values, 1),
    relative_error: RELATIVE_ERROR,
    over_60s: told.length - values.length,
  };
}

/** Matches what lies within the told error of the exact quantile. */
function nearly(values: readonly number[], q: number): unknown {
  const exact = exactPercentile(
    [...values].sort((a, b) => a - b),
    q,
  );
  if (exact === null || exact === 0) return exact;
  // `closeTo` takes the digits d of a difference below 10^-d / 2.
  return expect.closeTo(exact, -Math.log10(2 * exact * RELATIVE_ERROR * (1 + 1e-9)));
}

const SHOWN: Readonly<Record<string, string>> = { stt: 'stt', llm: 'llm', tts: 'tts', telephony: 'telephony' };

function costs(calls: readonly CallState[]): Record<string, unknown> {
  const nano = new Map<string, bigint>();
  const bases = new Set<string>();
  const add = (name: string, amount: string): unknown => nano.set(name, (nano.get(name) ?? 0n) + BigInt(amount));
  for (const call of calls) {
    for (const [component, cost] of costsOf(call)) {
      add('total', cost.nano);
      add(SHOWN[component] ?? 'other', cost.nano);
      if (cost.savings !== '0') add('savings', cost.savings);
      bases.add(cost.basis);
    }
  }
  const names = ['total', 'stt', 'llm', 'tts', 'telephony', 'other', 'savings'];
  const usd = names.map((name) => [`${name}_usd`, nano.has(name) ? dollars(nano.get(name)!) : null]);
  const weakest = ['estimated', 'vendor_reported', 'billed'].find((basis) => bases.has(basis)) ?? null;
  return { ...(Object.fromEntries(usd) as object), basis: weakest };
}

function dollars(nano: bigint): number {
  return Number(`${nano / 1_000_000_000n}.${String(nano % 1_000_000_000n).padStart(9, '0')}`);
}
