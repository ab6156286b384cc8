import { addNano } from '@callscope/call-events';
import type { ComponentTotals, CostTotals, Counts, Mean } from './aggregates.read-model';

export function addCounts(a: Counts, b: Counts): Counts {
  const sum = new Map(Object.entries(a));
  for (const [word, n] of Object.entries(b)) sum.set(word, (sum.get(word) ?? 0) + n);
  return inWordOrder(sum);
}

export function meanMs(known: Mean): number | null {
  return known.n === 0 ? null : known.us / known.n / 1_000;
}

export function addCosts(a: CostTotals, b: CostTotals): CostTotals {
  const sum = new Map(Object.entries(a));
  for (const [component, total] of Object.entries(b)) sum.set(component, bothCosts(sum.get(component), total));
  return inWordOrder(sum);
}

function bothCosts(known: ComponentTotals | undefined, more: ComponentTotals): ComponentTotals {
  if (!known) return more;
  return {
    nano: addNano(known.nano, more.nano),
    savings: addNano(known.savings, more.savings),
    by_basis: addCounts(known.by_basis, more.by_basis),
  };
}

/** Keys in one order whatever came first: equal totals are then equal text. */
function inWordOrder<T>(words: ReadonlyMap<string, T>): Record<string, T> {
  return Object.fromEntries([...words].sort(([a], [b]) => (a < b ? -1 : 1)));
}
