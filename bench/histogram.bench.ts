/**
 * What a value costs that goes into a histogram, and what a query costs that adds many of them up. Prints one JSON
 * object.
 *
 *   node -r @swc-node/register bench/histogram.bench.ts [--rounds 15]
 *
 * The baseline of each figure is the pure function that gives the same state, in the same run and round by round in
 * turn; figures are medians, and a ratio says how many times as fast the baseline is outdone.
 */
import { parseArgs } from 'node:util';
import {
  add,
  emptyHistogram,
  HistogramDraft,
  histogramOf,
  type HistogramState,
  HistogramSum,
  merge,
  percentiles,
  prepared,
} from '@callscope/histogram';

/** A turn goes into the cells of a minute, an hour and a day, for all calls and for each way of sorting them. */
const CELLS = 17;
const STAGES = 5;
const TURNS = 200;
/** A month by its days, hours and minutes. */
const CELLS_OF_A_QUERY = 118 + 46 + 30;
const VALUES_OF_A_CELL = 500;

/** Log-normal around 900 ms, as response times are. */
function latencies(count: number): number[] {
  return Array.from({ length: count }, () => {
    const normal = Math.sqrt(-2 * Math.log(1 - Math.random())) * Math.cos(2 * Math.PI * Math.random());
    return 900 * Math.exp(0.6 * normal);
  });
}

const cells = CELLS * STAGES;
const turns = Array.from({ length: TURNS }, () => latencies(STAGES));
const states = Array.from({ length: cells }, () => histogramOf(latencies(2_000)));
const rows = states.map((state) => JSON.stringify(state));
const parts = Array.from({ length: STAGES }, () =>
  Array.from({ length: CELLS_OF_A_QUERY }, () => histogramOf(latencies(VALUES_OF_A_CELL))),
);

const drafts = states.map((state) => new HistogramDraft(state));

/** Each way as a function of nothing, and how many steps it does. */
const ways: Record<string, readonly [steps: number, way: () => unknown]> = {
  add_in_place: [TURNS * cells, () => turns.forEach(addedInPlace)],
  add_pure: [TURNS * cells, () => turns.reduce(addedPurely, states)],
  open_and_close_in_place: [cells, () => states.map((state) => new HistogramDraft(state).toState())],
  open_row_in_place: [cells, () => rows.map((row) => HistogramDraft.owning(JSON.parse(row) as HistogramState))],
  query_in_place: [1, () => parts.map((all) => percentiles(summed(all)))],
  query_pure: [1, () => parts.map((all) => percentiles(all.reduce(merge, emptyHistogram())))],
};

function addedInPlace(turn: readonly number[]): void {
  let cell = 0;
  const values = turn.map(prepared);
  for (let copy = 0; copy < CELLS; copy += 1) {
    for (const value of values) drafts[cell++]?.addPrepared(value);
  }
}

function addedPurely(all: readonly HistogramState[], turn: readonly number[]): HistogramState[] {
  return all.map((state, cell) => add(state, turn[cell % STAGES] ?? 0));
}

function summed(all: readonly HistogramState[]): HistogramState {
  const sum = new HistogramSum();
  for (const state of all) sum.add(state);
  return sum.toState();
}

function run(): void {
  const { values } = parseArgs({ options: { rounds: { type: 'string', default: '15' } } });
  const taken = new Map<string, number[]>();
  for (let round = -2; round < Number(values.rounds); round += 1) {
    for (const [name, [steps, way]] of Object.entries(ways)) {
      const began = performance.now();
      way();
      const ns = ((performance.now() - began) * 1e6) / steps;
      if (round >= 0) taken.set(name, [...(taken.get(name) ?? []), ns]);
    }
  }
  const ns = (name: string): number => taken.get(name)?.sort((a, b) => a - b)[Number(values.rounds) >> 1] ?? NaN;
  const result = {
    node: process.version,
    rounds: Number(values.rounds),
    buckets_of_a_cell: (states[0]?.buckets.length ?? 0) / 2,
    add_in_place_ns: round(ns('add_in_place')),
    add_pure_ns: round(ns('add_pure')),
    add_ratio: round(ns('add_pure') / ns('add_in_place')),
    open_and_close_in_place_ns: round(ns('open_and_close_in_place')),
    parse_and_own_ns: round(ns('open_row_in_place')),
    query_cells: CELLS_OF_A_QUERY,
    query_in_place_ms: round(ns('query_in_place') / 1e6),
    query_pure_ms: round(ns('query_pure') / 1e6),
    query_ratio: round(ns('query_pure') / ns('query_in_place')),
  };
  process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

run();
