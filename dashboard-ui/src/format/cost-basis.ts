import type { CostSummary } from '@callscope/call-state';

/** How sure the money is, as it stands beside every cost; `null` when there is no cost. */
export function basisWord(basis: CostSummary['basis']): string | null {
  return basis === null ? null : basis.replaceAll('_', ' ');
}
