import type { CostBasis, CostComponent } from '@callscope/call-events';
import { HEADLINE_STAGES, type HeadlineStage } from '@callscope/call-state';
import { HistogramDraft } from '@callscope/histogram';

import type { AggregatesRow, CostTotals, Counts, Mean } from './aggregates.read-model';
import type { CallPart } from './call-part';

/** Put in (+1) or take out (-1). */
type Sign = 1 | -1;

type Tally = Map<string, number>;

interface Money {
  nano: bigint;
  savings: bigint;
  readonly byBasis: Tally;
}

/**
 * A cell of totals that is changed in place, for all that a page of events does to it. What it gives back is a function
 * of the row it began with and the changes in their order, never of how they were cut into pages.
 */
export class CellDraft {
  readonly #ended: Tally;
  readonly #active: Tally;
  readonly #directions: Tally;
  readonly turns: Tally;
  readonly over60s: Tally;
  readonly #duration: { n: number; us: number };
  readonly #callLatency: { n: number; us: number };
  readonly #endedCosts: Map<string, Money>;
  readonly #activeCosts: Map<string, Money>;
  #stated: bigint;
  readonly #row: AggregatesRow;
  #durations: HistogramDraft | null = null;
  readonly #latency = new Map<HeadlineStage, HistogramDraft>();

  constructor(row: AggregatesRow) {
    this.#row = row;
    this.#ended = tally(row.ended);
    this.#active = tally(row.active);
    this.#directions = tally(row.directions);
    this.turns = tally(row.turns);
    this.over60s = tally(row.over_60s);
    this.#duration = { ...row.duration };
    this.#callLatency = { ...row.call_latency };
    this.#endedCosts = money(row.ended_costs);
    this.#activeCosts = money(row.active_costs);
    this.#stated = BigInt(row.stated_nano);
  }

  /** Drafts are made of the histograms that change, and of no others. */
  get durations(): HistogramDraft {
    return (this.#durations ??= new HistogramDraft(this.#row.durations));
  }

  latency(stage: HeadlineStage): HistogramDraft {
    const known = this.#latency.get(stage) ?? new HistogramDraft(this.#row.latency[stage]);
    this.#latency.set(stage, known);
    return known;
  }

  /** All of a call but its duration in the histogram, which only moves when it changes. */
  call(part: CallPart, sign: Sign): void {
    count(this.#directions, part.direction, sign);
    if (part.live) {
      count(this.#active, part.direction, sign);
      spend(this.#activeCosts, part, sign);
      return;
    }
    count(this.#ended, part.status, sign);
    average(this.#duration, part.duration, sign);
    average(this.#callLatency, part.latency, sign);
    spend(this.#endedCosts, part, sign);
    this.#stated += BigInt(sign) * BigInt(part.stated);
  }

  /** The row; null when nothing is left in the cell. */
  toRow(): AggregatesRow | null {
    if (this.#directions.size === 0 && this.turns.size === 0) return null;
    const latency = HEADLINE_STAGES.map((stage) => [
      stage,
      this.#latency.get(stage)?.toState() ?? this.#row.latency[stage],
    ]);
    return {
      ended: counts(this.#ended),
      active: counts(this.#active),
      directions: counts(this.#directions),
      turns: counts(this.turns),
      duration: this.#duration,
      durations: this.#durations?.toState() ?? this.#row.durations,
      call_latency: this.#callLatency,
      ended_costs: costTotals(this.#endedCosts),
      active_costs: costTotals(this.#activeCosts),
      stated_nano: this.#stated.toString(),
      latency: Object.fromEntries(latency) as AggregatesRow['latency'],
      over_60s: counts(this.over60s),
    };
  }
}

/** Counts a word up or down; one that counts nothing is gone. */
export function count(tally: Map<string, number>, word: string, by: number): void {
  const next = (tally.get(word) ?? 0) + by;
  if (next === 0) tally.delete(word);
  else tally.set(word, next);
}

function average(known: { n: number; us: number }, valueMs: number | null, sign: Sign): Mean {
  if (valueMs === null) return known;
  known.n += sign;
  known.us += sign * Math.round(valueMs * 1_000);
  return known;
}

function spend(totals: Map<string, Money>, part: CallPart, sign: Sign): void {
  for (const [component, cost] of part.costs) {
    const known = totals.get(component) ?? { nano: 0n, savings: 0n, byBasis: new Map<string, number>() };
    known.nano += BigInt(sign) * BigInt(cost.nano);
    known.savings += BigInt(sign) * BigInt(cost.savings);
    count(known.byBasis, cost.basis, sign);
    if (known.byBasis.size === 0) totals.delete(component);
    else totals.set(component, known);
  }
}

function tally(words: Counts): Tally {
  return new Map(Object.entries(words));
}

/** Words in one order whatever came first: equal totals are then equal text. */
function counts(words: Tally): Counts {
  return Object.fromEntries([...words].sort(byWord));
}

function money(totals: CostTotals): Map<string, Money> {
  const entries = Object.entries(totals).map(([component, { nano, savings, by_basis: byBasis }]) => {
    return [component, { nano: BigInt(nano), savings: BigInt(savings), byBasis: tally(byBasis) }] as const;
  });
  return new Map(entries);
}

function costTotals(totals: Map<string, Money>): CostTotals {
  const entries = [...totals].sort(byWord).map(([component, { nano, savings, byBasis }]) => {
    const basis = counts(byBasis) as Partial<Record<CostBasis, number>>;
    return [component, { nano: nano.toString(), savings: savings.toString(), by_basis: basis }];
  });
  return Object.fromEntries(entries) as Partial<Record<CostComponent, CostTotals[CostComponent]>> as CostTotals;
}

function byWord([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1;
}
