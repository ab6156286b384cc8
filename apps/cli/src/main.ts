#!/usr/bin/env node
import { dispatch } from './dispatch';
import { processTerminal } from './terminal';

// Only the exit code is set: leaving by process.exit would cut off what a pipe has not read yet.
void dispatch(process.argv.slice(2), processTerminal).then((exitCode) => {
  process.exitCode = exitCode;
});
