import { callLatencyMs, callRow, type CallState, costsOf, statedCostNano, turnsOf } from '@callscope/call-state';
import { latencyOf, STATS_STAGES } from '@callscope/call-state';
import { histogramOf, normalise } from '@callscope/histogram';
import type { AggregatesRow, Distribution } from '../aggregates/aggregates.read-model';
import { cellKey, DIMENSIONS, RESOLUTIONS } from '../aggregates/cells';
import type { RowChange } from '../kernel';
import type { Cells } from './folds';
import { settledRow } from './stored-cells';

/** What a call or a turn adds to every cell of its moment. */
interface Fact {
  readonly at: number;
  readonly counts: readonly (readonly [name: string, n: bigint])[];
  readonly values: readonly (readonly [Distribution, number])[];
}

interface PlainCell {
  readonly counts: Map<string, bigint>;
  readonly values: (readonly [Distribution, number])[];
}

/**
 * The cells after these changes, slowly: each change takes the whole call out of every cell and puts it in anew,
 * value by value. In the words of `plainly`.
 */
export function plainCells(changes: readonly RowChange<CallState>[]): string {
  const cells = new Map<string, PlainCell>();
  for (const { before, after } of changes) {
    for (const [key, fact] of before ? placedFacts(before) : []) takeOut(cells.get(key)!, fact);
    for (const [key, fact] of after ? placedFacts(after) : []) {
      const cell = cells.get(key) ?? { counts: new Map<string, bigint>(), values: [] };
      cells.set(key, cell);
      for (const [name, n] of fact.counts) cell.counts.set(name, (cell.counts.get(name) ?? 0n) + n);
      cell.values.push(...fact.values);
    }
  }
  return inOrder(
    [...cells].map(([key, { counts, values }]) => {
      const names = [...new Set(values.map(([name]) => name))];
      const histograms = names.map((name) => {
        const ofName = values.filter(([other]) => other === name).map(([, value]) => value);
        return [name, normalise(histogramOf(ofName))] as const;
      });
      return [key, shown(counts), histograms] as const;
    }),
  );
}

/** Cells as one text, whatever their counts and histograms look like inside. */
export function plainly(cells: Cells): string {
  return inOrder(
    [...cells].map(([key, row]) => [key, amountsOf(row), Object.entries(settledRow(row).histograms)] as const),
  );
}

/** The counts of a cell with each amount in one piece. */
export function amountsOf({ counts }: AggregatesRow): Readonly<Record<string, number | string>> {
  const amounts = new Map<string, bigint>();
  for (const [name, n] of Object.entries(counts)) {
    const [amount = name, billions] = name.split('*');
    amounts.set(amount, (amounts.get(amount) ?? 0n) + BigInt(n) * (billions === '1e9' ? 1_000_000_000n : 1n));
  }
  return shown(amounts);
}

function takeOut({ counts, values }: PlainCell, fact: Fact): void {
  for (const [name, n] of fact.counts) counts.set(name, (counts.get(name) ?? 0n) - n);
  for (const [name, value] of fact.values) {
    const place = values.findIndex(([other, same]) => other === name && same === value);
    if (place < 0) throw new Error(`no ${name} of ${value} is there to be taken out`);
    values.splice(place, 1);
  }
}

function placedFacts(call: CallState): [key: string, fact: Fact][] {
  if (call.hidden) return [];
  const { direction, mode, carrier, agent } = callRow(call);
  const values = { direction, mode: mode ?? '', carrier: carrier ?? '', agent: agent?.id ?? agent?.name ?? '' };
  const placed: [string, Fact][] = [];
  for (const fact of factsOf(call)) {
    for (const resolution of ['minute', 'hour', 'day', 'all'] as const) {
      const start = resolution === 'all' ? 0 : fact.at - (fact.at % RESOLUTIONS[resolution]);
      placed.push([cellKey({ resolution, start, dimension: '', value: '' }), fact]);
      for (const dimension of DIMENSIONS) {
        placed.push([cellKey({ resolution, start, dimension, value: values[dimension] }), ofSplit(fact)]);
      }
    }
  }
  return placed;
}

/** How long the end of speech took to be sure of is told of all calls together alone. */
function ofSplit({ at, counts, values }: Fact): Fact {
  return {
    at,
    counts: counts.filter(([name]) => name !== 'over_60s:endpoint_ms'),
    values: values.filter(([name]) => name !== 'endpoint_ms'),
  };
}

function factsOf(call: CallState): Fact[] {
  const { live, status, direction, duration_ms: duration, started_at, initiated_at } = callRow(call);
  const begun = started_at ?? initiated_at ?? call.first_fact_at ?? call.first_recorded_at;
  const counts: [string, bigint][] = [[`direction:${direction}`, 1n]];
  counts.push(live ? [`active:${direction}`, 1n] : [`ended:${status}`, 1n]);
  for (const [component, { nano, savings, basis }] of costsOf(call)) {
    const name = `cost:${live ? 'active' : 'ended'}:${component}`;
    counts.push([`${name}:${basis}`, 1n], [`${name}:nano`, BigInt(nano)], [`${name}:savings`, BigInt(savings)]);
  }
  if (!live) counts.push(['stated:nano', BigInt(statedCostNano(call))]);
  const means = live ? {} : { duration, call_latency: callLatencyMs(call) };
  for (const [name, ms] of Object.entries(means)) {
    if (ms !== null) counts.push([`${name}:n`, 1n], [`${name}:us`, BigInt(Math.round(ms * 1_000))]);
  }
  const durations = live || duration === null ? [] : [['duration_ms', duration] as const];
  return [{ at: begun, counts, values: durations }, ...turnFacts(call, begun)];
}

function turnFacts(call: CallState, begun: number): Fact[] {
  return turnsOf(call).map((turn) => {
    const latency = turn.outcome === 'completed' ? latencyOf(turn) : {};
    const told = STATS_STAGES.flatMap((stage) =>
      latency[stage] === undefined ? [] : [[stage, latency[stage]] as const],
    );
    const broken = told.filter(([, ms]) => ms > 60_000).map(([stage]) => [`over_60s:${stage}`, 1n] as const);
    const values = told.filter(([, ms]) => ms <= 60_000);
    return { at: turn.at ?? begun, counts: [[`turns:${turn.outcome}`, 1n], ...broken], values };
  });
}

function shown(counts: ReadonlyMap<string, bigint>): Record<string, number | string> {
  const kept = [...counts].filter(([, n]) => n !== 0n).sort(([a], [b]) => (a < b ? -1 : 1));
  const text = (n: bigint): number | string => (Number.isSafeInteger(Number(n)) ? Number(n) : n.toString());
  return Object.fromEntries(kept.map(([name, n]) => [name, text(n)]));
}

type Shown = readonly [key: string, counts: object, histograms: readonly (readonly [string, object])[]];

/** A cell that holds nothing is not there. */
function inOrder(cells: readonly Shown[]): string {
  const kept = cells.filter(([, counts, histograms]) => Object.keys(counts).length + histograms.length > 0);
  const sorted = kept.map(([key, counts, histograms]) => [
    key,
    counts,
    [...histograms].sort(([a], [b]) => (a < b ? -1 : 1)),
  ]);
  return JSON.stringify(sorted.sort(([a], [b]) => ((a as string) < (b as string) ? -1 : 1)));
}
