/** How much `values` grow for each unit of `times`, by least squares. */
export function slope(times: readonly number[], values: readonly number[]): number {
  const mean = (of: readonly number[]): number => of.reduce((sum, each) => sum + each, 0) / of.length;
  const [time, value] = [mean(times), mean(values)];
  const together = mean(times.map((each, index) => (each - time) * ((values[index] ?? NaN) - value)));
  return together / mean(times.map((each) => (each - time) ** 2));
}
