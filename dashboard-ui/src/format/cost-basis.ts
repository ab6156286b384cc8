import type { CostSummary } from '@callscope/call-state';
import { language } from '../words/language';

/** How sure the money is, as it stands beside every cost; `null` when there is no cost. */
export function basisWord(basis: CostSummary['basis']): string | null {
  if (basis === null) return null;
  const words: Readonly<Record<string, string>> = language.words.basis;
  return words[basis] ?? basis;
}
