import type { OldCall } from '@callscope/projections';

const MOST_CALLS = 50;
/** Characters of rows: about five thousand events, which hold the writer up for some 60 ms. */
const MOST_CHARACTERS = 1_000_000;

/** Calls in portions that hold nobody up for long; one that is larger than a portion makes one by itself. */
export function stepsOf(calls: readonly OldCall[]): OldCall[][] {
  const steps: OldCall[][] = [];
  let characters = Infinity;
  for (const call of calls) {
    const step = steps.at(-1);
    if (step && step.length < MOST_CALLS && characters + call.size <= MOST_CHARACTERS) {
      step.push(call);
      characters += call.size;
    } else {
      steps.push([call]);
      characters = call.size;
    }
  }
  return steps;
}
