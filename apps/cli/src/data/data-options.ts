import { parseArgs } from 'node:util';
import { CliError } from '../cli-error';
import { messageOf } from '../error-facts';
import { ExitCode } from '../exit-codes';

/** What the words after a command on the data folder ask for. */
export interface DataOptions {
  /** The data folder, as the service has it: flag, else CALLSCOPE_DATA, else `.callscope`. */
  readonly data: string;
  readonly words: readonly string[];
}

/** @throws CliError that names the word it does not understand. */
export function parseDataOptions(args: readonly string[], environment = process.env): DataOptions | 'help' {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        data: { type: 'string', default: environment['CALLSCOPE_DATA'] ?? '.callscope' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    return values.help ? 'help' : { data: values.data, words: positionals };
  } catch (error) {
    // Node explains on in further sentences; the first one names the flag.
    throw badUsage(messageOf(error).split(/\.?\n|\. /)[0] ?? 'bad flags');
  }
}

export function badUsage(sentence: string): CliError {
  return new CliError(sentence, ExitCode.BadUsage);
}

export function noMoreWords(words: readonly string[]): void {
  const [extra] = words;
  if (extra !== undefined) throw badUsage(`"${extra}" is too much (--help tells more)`);
}
