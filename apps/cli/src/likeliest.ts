/** The name that was meant by a mistyped one; null when none is like it. */
export function likeliest(typed: string, names: readonly string[]): string | null {
  const [best] = names
    .map((name) => ({ name, changes: changes(typed, name) }))
    .filter(({ name, changes }) => changes <= Math.ceil(name.length / 3))
    .sort((a, b) => a.changes - b.changes);
  return best?.name ?? null;
}

/** Letters to put in, to leave out, to change, or to swap with their neighbour, until one word is the other. */
function changes(from: string, to: string): number {
  const rows: number[][] = [Array.from({ length: to.length + 1 }, (_, index) => index)];
  const at = (row: number, column: number): number => rows[row]?.[column] ?? Infinity;
  for (let i = 1; i <= from.length; i += 1) {
    rows.push([i]);
    for (let j = 1; j <= to.length; j += 1) {
      const isSame = from[i - 1] === to[j - 1];
      const isSwapped = i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1];
      const paths = [at(i - 1, j) + 1, at(i, j - 1) + 1, at(i - 1, j - 1) + (isSame ? 0 : 1)];
      rows[i]?.push(Math.min(...paths, isSwapped ? at(i - 2, j - 2) + 1 : Infinity));
    }
  }
  return at(from.length, to.length);
}
