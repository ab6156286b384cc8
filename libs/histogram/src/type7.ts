/**
 * The type 7 rule (the default of R, NumPy and spreadsheets): the quantile lies at the place q(n - 1) of the sorted
 * values and is interpolated linearly between the neighbours of that place.
 *
 * @param n - number of values
 * @param q - 0 to 1
 * @param valueAt - the value at a rank, 0 the smallest
 * @returns null when there is no value
 */
export function type7(n: number, q: number, valueAt: (rank: number) => number): number | null {
  if (!(q >= 0 && q <= 1)) throw new RangeError(`a quantile is asked at 0 to 1, not ${String(q)}`);
  if (n === 0) return null;
  const place = q * (n - 1);
  const rank = Math.floor(place);
  const below = valueAt(rank);
  if (rank === place) return below;
  return below + (place - rank) * (valueAt(rank + 1) - below);
}

/** Exact quantile of values that are sorted upwards, in their unit; meant for the few turns of one call. */
export function exactPercentile(sortedValues: readonly number[], q: number): number | null {
  return type7(sortedValues.length, q, (rank) => sortedValues[rank] ?? NaN);
}
