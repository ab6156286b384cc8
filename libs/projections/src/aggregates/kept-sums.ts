import type { AggregatesRow } from './aggregates.read-model';
import { Cell } from './cell';
import { CellSum } from './cell-sum';
import type { PlacedCell } from './placed-cell';

/** Cells that follow on each other, added up. */
interface KeptRun {
  /** Of its cells, in their order. */
  readonly stamps: readonly number[];
  /** Null: they were met once only. */
  readonly sum: Cell | null;
  /** How many numbers are held for it, about. */
  readonly weight: number;
}

/** 8 MB. An hour in which 80 000 calls began, split by each of its dimensions, takes an eighth of it. */
const NUMBERS_KEPT = 1_000_000;
/** What a run takes beside its stamps: its name, and its place in the list. */
const WEIGHT_OF_RUN = 30;
/** Not worth looking up what is shorter. */
const SHORTEST = 3;

/**
 * Adds up cells, and keeps the sums of runs of them (the cells of ten minutes, hours or days in a row, or of what a
 * window takes of those): most of a window is as it was when it was last asked for. A run is known by the stamps of its
 * cells, so that a sum tells nothing that its cells do not tell any more, whatever became of them. It is summed when it
 * is met for the second time: cells that change from one request to the next are only added, and windows that are never
 * asked for again take no room.
 */
export class KeptSums {
  /** By name; what was asked for longest ago comes first. */
  readonly #runs = new Map<string, KeptRun>();
  /** In one room for all sums: as many as there are groups would keep the garbage collector busy. */
  readonly #whole = new CellSum();
  readonly #part = new CellSum();
  #numbers = 0;

  constructor(private readonly mostNumbers = NUMBERS_KEPT) {}

  /** About how many numbers are held. */
  get numbers(): number {
    return this.#numbers;
  }

  /** The sum of all cells, which stands until the next; those of one run must be side by side and in order of time. */
  summed(cells: readonly PlacedCell[]): CellSum {
    this.#whole.clear();
    let to: number;
    for (let from = 0; from < cells.length; from = to) {
      to = endOfRun(cells, from);
      const kept = to - from < SHORTEST ? null : this.#kept(cells, from, to);
      if (kept) this.#whole.add(kept);
      else for (let place = from; place < to; place += 1) this.#whole.add((cells[place] as PlacedCell).cell);
    }
    return this.#whole;
  }

  /** Null when it was not met before as it stands now. */
  #kept(cells: readonly PlacedCell[], from: number, to: number): Cell | null {
    const [first, last] = [cells[from] as PlacedCell, cells[to - 1] as PlacedCell];
    const name = `${last.start}|${first.key}`;
    const known = this.#runs.get(name);
    if (!known || !isSame(known.stamps, cells, from, to)) {
      const stamps = cells.slice(from, to).map(({ cell }) => cell.stamp);
      this.#put(name, { stamps, sum: null, weight: WEIGHT_OF_RUN + stamps.length });
      return null;
    }
    if (!known.sum) {
      this.#part.clear();
      for (let place = from; place < to; place += 1) this.#part.add((cells[place] as PlacedCell).cell);
      const row = this.#part.toRow();
      this.#put(name, { ...known, sum: new Cell(row), weight: known.weight + weightOf(row) });
      return this.#runs.get(name)?.sum ?? null;
    }
    this.#runs.delete(name);
    this.#runs.set(name, known);
    return known.sum;
  }

  #put(name: string, run: KeptRun): void {
    this.#drop(name);
    this.#runs.set(name, run);
    this.#numbers += run.weight;
    for (const oldest of this.#runs.keys()) {
      if (this.#numbers <= this.mostNumbers) return;
      this.#drop(oldest);
    }
  }

  #drop(name: string): void {
    const run = this.#runs.get(name);
    if (!run) return;
    this.#numbers -= run.weight;
    this.#runs.delete(name);
  }
}

/** Where the run that begins there ends. */
function endOfRun(cells: readonly PlacedCell[], from: number): number {
  const { run } = cells[from] as PlacedCell;
  let to = from + 1;
  while (cells[to]?.run === run) to += 1;
  return to;
}

function isSame(stamps: readonly number[], cells: readonly PlacedCell[], from: number, to: number): boolean {
  if (stamps.length !== to - from) return false;
  for (let place = from; place < to; place += 1) {
    if (stamps[place - from] !== cells[place]?.cell.stamp) return false;
  }
  return true;
}

function weightOf({ counts, histograms }: AggregatesRow): number {
  let numbers = Object.keys(counts).length;
  for (const { buckets } of Object.values(histograms)) numbers += buckets.length;
  return numbers;
}
