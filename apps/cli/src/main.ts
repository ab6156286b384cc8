#!/usr/bin/env node
import { dispatch } from './dispatch';
import { processTerminal } from './terminal';
import { watchOutput } from './watch-output';

watchOutput(process);

// Only the exit code is set: leaving by process.exit would cut off what a pipe has not read yet.
void dispatch(process.argv.slice(2), processTerminal).then((exitCode) => {
  // What the command came to says more than that its words were lost.
  if (exitCode !== 0) process.exitCode = exitCode;
});
