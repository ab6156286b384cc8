// The same tests with far more runs of each property; flags for jest may follow.
process.env.CALLSCOPE_TEST_RUNS ??= '2000';
process.argv.push('--testTimeout', '600000');
await import('jest/bin/jest');
