/** For every `fc.assert`: 100 runs of a property, or what `CALLSCOPE_TEST_RUNS` says (`npm run test:deep`). */
export const RUNS = { numRuns: Number(process.env['CALLSCOPE_TEST_RUNS'] ?? 100) };
