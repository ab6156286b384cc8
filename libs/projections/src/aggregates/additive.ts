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

export function addCounts(a: Counts, b: Counts): Counts {
  return Object.entries(b).reduce((sum, [word, by]) => count(sum, word, by), a);
}

export function mean(known: Mean, valueMs: number | null, sign: Sign): Mean {
  return valueMs === null ? known : { n: known.n + sign, us: known.us + sign * Math.round(valueMs * 1_000) };
}

export function meanMs(known: Mean): number | null {
  return known.n === 0 ? null : known.us / known.n / 1_000;
}

/** The money of one call put in or taken out. */
export function costs(totals: CostTotals, of: ReadonlyMap<CostComponent, ComponentCost>, sign: Sign): CostTotals {
  if (of.size === 0) return totals;
  let next: CostTotals = totals;
  for (const [component, { nano, savings, basis }] of of) {
    const one = { nano, savings, by_basis: { [basis]: 1 } };
    next = { ...next, [component]: combined(next[component], one, sign) };
  }
  return withoutEmpty(next);
}

export function addCosts(a: CostTotals, b: CostTotals): CostTotals {
  const entries = Object.entries(b) as [CostComponent, ComponentTotals][];
  return withoutEmpty(
    entries.reduce<CostTotals>(
      (sum, [component, total]) => ({ ...sum, [component]: combined(sum[component], total, 1) }),
      a,
    ),
  );
}

function combined(known: ComponentTotals | undefined, more: ComponentTotals, sign: Sign): ComponentTotals {
  const total = known ?? { nano: '0', savings: '0', by_basis: {} };
  const sum = sign === 1 ? addNano : subtractNano;
  const byBasis = Object.entries(more.by_basis).reduce<Counts>(
    (all, [basis, n]) => count(all, basis, n * sign),
    total.by_basis,
  );
  return { nano: sum(total.nano, more.nano), savings: sum(total.savings, more.savings), by_basis: byBasis };
}

/** A component that no call tells any more is gone. */
function withoutEmpty(totals: CostTotals): CostTotals {
  return inWordOrder(
    Object.fromEntries(Object.entries(totals).filter(([, { by_basis }]) => Object.keys(by_basis).length > 0)),
  );
}

/** Keys in one order whatever came first: equal totals are then equal text. */
function inWordOrder<T>(record: Record<string, T>): Record<string, T> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
}
