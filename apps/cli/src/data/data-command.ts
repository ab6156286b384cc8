import type { Command } from '../command';
import { ExitCode } from '../exit-codes';
import type { Terminal } from '../terminal';
import { parseDataOptions } from './data-options';
import { onFiles } from './log-failure';

/** What one command on the files of a log does in the frame that all of them share. */
export interface DataCommand<Operand, Result> {
  readonly name: string;
  readonly summary: string;
  readonly usage: string;
  /** What the words say that are no flags. Throws a CliError for one word too many or too few. */
  readonly operand: (words: readonly string[]) => Operand;
  /** What it throws ends the command with one sentence. */
  readonly work: (folder: string, operand: Operand) => Result;
  /** Tells what came of it, and answers with the exit code. */
  readonly tell: (result: Result, terminal: Terminal) => number;
}

/** Flags, help, the work on the files, and what it came to. */
export function dataCommand<Operand, Result>(of: DataCommand<Operand, Result>): Command {
  return {
    name: of.name,
    summary: of.summary,
    async run(args, terminal) {
      const options = parseDataOptions(args);
      if (options === 'help') {
        terminal.out(of.usage);
        return ExitCode.Done;
      }
      const operand = of.operand(options.words);
      const result = onFiles(() => of.work(options.data, operand));
      return of.tell(result, terminal);
    },
  };
}
