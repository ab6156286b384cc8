import { COST_BASES, COST_COMPONENTS, type CostBasis, type CostComponent } from '@callscope/call-events';
import { type ComponentCost, weaker } from '@callscope/call-state';
import { amountIn, amountSlots, type CountSlots, slotsOf } from './count-slots';
import type { OpenCounts } from './open-counts';

const PARTS = COST_COMPONENTS.map((component) => {
  const names = (word: string): string[] =>
    ['ended', 'active'].map((standing) => `cost:${standing}:${component}:${word}`);
  const bases = COST_BASES.map((basis): [CostBasis, CountSlots] => [basis, slotsOf(names(basis))]);
  return { component, bases, nano: amountSlots(names('nano')), savings: amountSlots(names('savings')) };
});

/** Money of running and ended calls, as `costsOfCounts` tells it, from where the counts stand. */
export function costsTold(counts: OpenCounts): ReadonlyMap<CostComponent, ComponentCost> {
  const costs = new Map<CostComponent, ComponentCost>();
  for (const { component, bases, nano, savings } of PARTS) {
    let weakest: CostBasis | null = null;
    for (const [basis, told] of bases) {
      if (counts.sumOf(told) > 0) weakest = weakest ? weaker(weakest, basis) : basis;
    }
    if (!weakest) continue;
    const amounts = { nano: amountIn(counts, nano).toString(), savings: amountIn(counts, savings).toString() };
    costs.set(component, { ...amounts, basis: weakest });
  }
  return costs;
}
