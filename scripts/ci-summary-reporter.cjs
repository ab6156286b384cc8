// Ends every run with one plain line, `Tests: 123 passed, 0 failed`, for people and for .ci/run.
module.exports = class CiSummaryReporter {
  constructor() {
    // Jest's own summary comes after all other reporters; only the exit comes after it.
    process.once('exit', () => {
      if (this.line) process.stdout.write(`\n${this.line}\n`);
    });
  }

  onRunComplete(_contexts, results) {
    // A spec file that does not even load has no failed test of its own, so it is counted as one.
    const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
    const skipped = results.numPendingTests + results.numTodoTests;
    this.line = `Tests: ${results.numPassedTests} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
  }
};
