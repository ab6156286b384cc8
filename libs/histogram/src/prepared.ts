import { bucketIndex, countable } from './mapping';

/** A value with its bucket, worked out once for the many histograms that it goes into: the logarithm is what costs. */
export interface PreparedValue {
  /** What the histogram keeps of the value, in ms. */
  readonly value: number;
  readonly index: number;
}

/** Makes a value in ms ready for any number of histograms. Throws a RangeError for what is no duration. */
export function prepared(valueMs: number): PreparedValue {
  const value = countable(valueMs);
  return { value, index: bucketIndex(value) };
}
