const FIRST_MS = 1000;
const LONGEST_MS = 15_000;

/** Doubles up to a limit; spread by a fifth, so that the pages of one service do not all return in the same moment. */
export function backOffMs(attempt: number, random: () => number = Math.random): number {
  const wait = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempt, 10));
  return Math.round(wait * (0.8 + 0.4 * random()));
}
