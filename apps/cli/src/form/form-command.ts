import type { Command } from '../command';
import { ExitCode } from '../exit-codes';
import type { Terminal } from '../terminal';
import type { Flags, Form, Given } from './form';
import { formHelp } from './form-help';
import { readForm } from './read-form';

/** A command that is asked by a form: flags and help are read here, the rest is its own. */
export function formCommand<F extends Flags>(
  form: Form<F>,
  run: (given: Given<F>, terminal: Terminal) => Promise<number>,
): Command {
  return {
    name: form.name,
    summary: form.purpose,
    form,
    async run(args, terminal) {
      const given = readForm(form, args);
      if (given !== 'help') return run(given, terminal);
      terminal.out(formHelp(form));
      return ExitCode.Done;
    },
  };
}
