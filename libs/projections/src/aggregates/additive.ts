import { addNano, type CostComponent, subtractNano } from '@callscope/call-events';
import type { ComponentCost } from '@callscope/call-state';
import type { ComponentTotals, CostTotals, Counts, Mean } from './aggregates.read-model';

/** Put in (+1) or take out (-1). */
export type Sign = 1 | -1;

export function count(counts: Counts, word: string, by: number): Counts {
  if (by === 0) return counts;
  const { [word]: known = 0, ...others } = counts;
  return known + by === 0 ? others : inWordOrder({ ...others, [word]: known + by });
}

export function mean(known: Mean, valueMs: number | null, sign: Sign): Mean {
  return valueMs === null ? known : { n: known.n + sign, us: known.us + sign * Math.round(valueMs * 1_000) };
}

export function meanMs(known: Mean): number | null {
  return known.n === 0 ? null : known.us / known.n / 1_000;
}

export function costs(totals: CostTotals, of: ReadonlyMap<CostComponent, ComponentCost>, sign: Sign): CostTotals {
  let next: CostTotals = totals;
  for (const [component, cost] of of) next = { ...next, [component]: oneCost(next[component], cost, sign) };
  const kept = Object.entries(next).filter(([, total]) => Object.keys(total.by_basis).length > 0);
  return inWordOrder(Object.fromEntries(kept));
}

function oneCost(known: ComponentTotals | undefined, cost: ComponentCost, sign: Sign): ComponentTotals {
  const total = known ?? { nano: '0', savings: '0', by_basis: {} };
  const sum = sign === 1 ? addNano : subtractNano;
  return {
    nano: sum(total.nano, cost.nano),
    savings: sum(total.savings, cost.savings),
    by_basis: count(total.by_basis, cost.basis, sign),
  };
}

/** Keys in one order whatever came first: equal totals are then equal text. */
function inWordOrder<T>(record: Record<string, T>): Record<string, T> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
}
