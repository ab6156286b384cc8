/** A whole number of a query, or the default when it is absent, given twice, malformed or out of range: as Patter's. */
export function intQuery(value: unknown, initial: number, least: number, most: number): number {
  if (typeof value !== 'string' || !/^\d{1,16}$/.test(value)) return initial;
  const number = Number(value);
  return number >= least && number <= most ? number : initial;
}
