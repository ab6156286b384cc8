/**
 * How the number of active calls changes within an hour. Key: its beginning, epoch ms. Counts are of calls, and relative
 * to how many were active just before the hour: the same whatever the other hours hold.
 */
export interface ActivePeaksRow {
  /** How many more are active at its end. */
  readonly net: number;
  /** The most that are active in one of its seconds: below zero where more calls end than begin. */
  readonly peak: number;
  /** Net and peak of each of its minutes, one after the other, each relative to just before that minute. */
  readonly minutes: readonly number[];
  /** The seconds in which the number changes, and by how much: seconds since the one before, change, and so on. */
  readonly changes: readonly number[];
}
