import type { Form } from './form/form';
import type { Terminal } from './terminal';

/** One word of the `callscope` command line. It answers with the exit code. */
export interface Command {
  readonly name: string;
  readonly summary: string;
  /** What can be said to it; absent where another program reads the flags. */
  readonly form?: Form;
  run(args: readonly string[], terminal: Terminal): Promise<number>;
}
