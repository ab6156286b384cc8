import { parseArgs } from 'node:util';
import { CliError } from '../cli-error';
import { badUsage } from '../data/data-options';
import { messageOf } from '../error-facts';
import { ExitCode } from '../exit-codes';

/** What is to be erased: one call, or every call from or to a number. */
export type Target = { readonly call_id: string } | { readonly number: string };

export interface EraseOptions {
  readonly target: Target;
  /** The data folder, as the service has it: flag, else CALLSCOPE_DATA, else `.callscope`. */
  readonly data: string;
  /** Where the service listens, without a slash at the end; null when it was not said. */
  readonly url: string | null;
  /** A file with a token that allows everything; null when none is needed. */
  readonly tokenFile: string | null;
}

/** @throws CliError that names the word it does not understand. */
export function parseEraseOptions(args: readonly string[], environment = process.env): EraseOptions | 'help' {
  const { values, positionals } = readFlags(args);
  if (values.help) return 'help';
  const [extra] = positionals;
  if (extra !== undefined) throw badUsage(`"${extra}" is too much (--help tells more)`);
  const { call, number } = values;
  if ((call === undefined) === (number === undefined)) throw badUsage('which one: --call ID or --number NUMBER?');
  return {
    target: call === undefined ? { number: number ?? '' } : { call_id: call },
    data: values.data ?? environment['CALLSCOPE_DATA'] ?? '.callscope',
    url: values.url === undefined ? null : plainUrl(values.url),
    tokenFile: values['token-file'] ?? environment['CALLSCOPE_TOKEN_FILE'] ?? null,
  };
}

function readFlags(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        call: { type: 'string' },
        number: { type: 'string' },
        data: { type: 'string' },
        url: { type: 'string' },
        'token-file': { type: 'string' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
  } catch (error) {
    // Node explains on in further sentences; the first one names the flag.
    throw new CliError(messageOf(error).split(/\.?\n|\. /)[0] ?? 'bad flags', ExitCode.BadUsage);
  }
}

function plainUrl(text: string): string {
  if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)) return text.replace(/\/+$/, '');
  throw badUsage(`--url must be like http://127.0.0.1:8000, not "${text}"`);
}
