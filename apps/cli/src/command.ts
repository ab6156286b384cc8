import type { Terminal } from './terminal';

/** One word of the `callscope` command line. It answers with the exit code. */
export interface Command {
  readonly name: string;
  readonly summary: string;
  run(args: readonly string[], terminal: Terminal): Promise<number>;
}
