import type { Command } from '../command';
import { COMMON } from '../form/common-flags';
import type { Form } from '../form/form';
import { formCommand } from '../form/form-command';
import type { Terminal } from '../terminal';
import { onFiles } from './log-failure';

const FLAGS = { data: COMMON.data, json: COMMON.json } as const;

/** What one command on the files of a log does in the frame that all of them share. */
export interface DataCommand<Operand, Result> {
  readonly form: Omit<Form, 'flags'>;
  /** What the words say that are no flags. Throws a CliError for one word too many or too few. */
  readonly operand: (words: readonly string[]) => Operand;
  /** What it throws ends the command with one sentence. */
  readonly work: (folder: string, operand: Operand) => Result;
  /** Tells what came of it, and answers with the exit code. */
  readonly tell: (result: Result, terminal: Terminal) => number;
  /** What --json prints of the result. */
  readonly json: (result: Result) => object;
}

/** Flags, help, the work on the files, and what it came to. */
export function dataCommand<Operand, Result>(of: DataCommand<Operand, Result>): Command {
  return formCommand({ ...of.form, flags: FLAGS }, async ({ values, words }, terminal) => {
    const operand = of.operand(words);
    const result = onFiles(() => of.work(values.data, operand));
    if (!values.json) return of.tell(result, terminal);
    terminal.out(`${JSON.stringify(of.json(result))}\n`);
    return of.tell(result, { ...terminal, out: () => undefined });
  });
}
