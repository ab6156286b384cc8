/** A letter that is missing weighs less than one that is wrong: names are more often cut short than confused. */
const MISSING = 0.5;

/** Which of the known names a mistyped one is most like. */
export function nearest(name: string, known: readonly string[]): string {
  const [first = '', ...others] = known;
  let best = { name: first, cost: distance(name, first) };
  for (const other of others) {
    const cost = distance(name, other);
    if (cost < best.cost) best = { name: other, cost };
  }
  return best.name;
}

/** What it costs to make `to` of `from`, letter by letter. */
function distance(from: string, to: string): number {
  let costs = Array.from({ length: to.length + 1 }, (_, length) => length * MISSING);
  for (const letter of from) {
    const next = [(costs[0] ?? 0) + 1];
    for (const [index, wanted] of Array.from(to).entries()) {
      const kept = (costs[index] ?? 0) + (letter === wanted ? 0 : 1);
      next.push(Math.min(kept, (costs[index + 1] ?? 0) + 1, (next[index] ?? 0) + MISSING));
    }
    costs = next;
  }
  return costs[to.length] ?? 0;
}
