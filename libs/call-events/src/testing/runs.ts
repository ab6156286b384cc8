import fc from 'fast-check';

const {
  CI: ci,
  CALLSCOPE_TEST_RUNS: runs = ci ? 200 : 100,
  CALLSCOPE_TEST_SEED: seed = jest.getSeed(),
} = process.env as Readonly<Record<string, string | undefined>>;

/** For every `fc.assert`: 100 runs of a property, 200 in CI, or what `CALLSCOPE_TEST_RUNS` says (`npm run test:deep`). */
export const RUNS = { numRuns: Number(runs) };

// One seed for all that is drawn in a run, the one that jest tells: what failed once is drawn again by `npx jest --seed`
// or by `CALLSCOPE_TEST_SEED`.
fc.configureGlobal({ seed: Number(seed) });
