const steps: (() => Promise<unknown>)[] = [];

// Last in, first out: a service stops before the folder it writes to is removed.
afterAll(async () => {
  for (let step = steps.pop(); step !== undefined; step = steps.pop()) await step();
});

/** Runs `step` when the spec file is over, also when a test of it has failed. */
export function atEnd(step: () => Promise<unknown>): void {
  steps.push(step);
}
