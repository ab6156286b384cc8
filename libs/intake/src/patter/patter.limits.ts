/** Ten years, in seconds: no call is longer, and sums of durations stay exact. */
export const MAX_DURATION_S = 10 * 366 * 86_400;

export const MAX_TURN = 1_000_000;
export const MAX_TURNS = 100_000;
export const MAX_PARTY_CHARACTERS = 1_024;
