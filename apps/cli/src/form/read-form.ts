import { parseArgs, type ParseArgsConfig } from 'node:util';
import { messageOf } from '../error-facts';
import { badUsage } from './bad-usage';
import type { Flags, Form, Given, Values } from './form';

/**
 * Reads the words after the name of a command. A flag is believed before its variable, and that before its fallback.
 * @throws CliError that names the word it does not understand.
 */
export function readForm<F extends Flags>(
  { flags }: Pick<Form<F>, 'flags'>,
  args: readonly string[],
  environment: NodeJS.ProcessEnv = process.env,
): Given<F> | 'help' {
  const { values, positionals } = parse(flags, args);
  if (values['help'] === true) return 'help';
  const said = Object.entries(flags).map(([name, { value, variable, fallback }]) => [
    name,
    value === undefined
      ? values[name] === true
      : (values[name] ?? (variable === undefined ? undefined : environment[variable]) ?? fallback),
  ]);
  return { values: Object.fromEntries(said) as Values<F>, words: positionals };
}

function parse(flags: Flags, args: readonly string[]): ReturnType<typeof parseArgs> {
  const options: NonNullable<ParseArgsConfig['options']> = { help: { type: 'boolean', short: 'h' } };
  for (const [name, { value }] of Object.entries(flags)) {
    options[name] = { type: value === undefined ? 'boolean' : 'string' };
  }
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options });
  } catch (error) {
    // Node explains on in further sentences; the first one names the flag.
    throw badUsage(messageOf(error).split(/\.?\n|\. /)[0] ?? 'bad flags');
  }
}
