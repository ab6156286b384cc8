import { parseArgs } from 'node:util';
import { CliError } from '../cli-error';
import { messageOf } from '../error-facts';
import { ExitCode } from '../exit-codes';
import { parseSpeed, type Speed } from './speed';

export interface ReplayOptions {
  readonly file: string;
  readonly speed: Speed;
  /** Where the service lives, without a slash at the end. */
  readonly url: string;
  readonly asRecorded: boolean;
  readonly json: boolean;
}

/** What the words after `replay` ask for. Throws a CliError that names the word it does not understand. */
export function parseOptions(args: readonly string[]): ReplayOptions | 'help' {
  const { values, positionals } = readFlags(args);
  if (values.help) return 'help';
  const [file, extra] = positionals;
  if (file === undefined) throw badUsage('which FILE? (--help tells more)');
  if (extra !== undefined) throw badUsage(`one FILE at a time, "${extra}" is too much`);
  const speed = parseSpeed(values.speed);
  if (speed === undefined) throw badUsage(`--speed must be a number above 0, or max, not "${values.speed}"`);
  const url = parseUrl(values.url);
  if (url === undefined) throw badUsage(`--url must be like http://127.0.0.1:8000, not "${values.url}"`);
  return { file, speed, url, asRecorded: values['as-recorded'], json: values.json };
}

function readFlags(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        speed: { type: 'string', default: '1' },
        url: { type: 'string', default: 'http://127.0.0.1:8000' },
        'as-recorded': { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
  } catch (error) {
    // Node explains on in further sentences; the first one names the flag.
    throw badUsage(messageOf(error).split(/\.?\n|\. /)[0] ?? 'bad flags');
  }
}

function parseUrl(text: string): string | undefined {
  if (!URL.canParse(text)) return undefined;
  const { protocol, origin, pathname, search, hash, username, password } = new URL(text);
  const isPlain = /^https?:$/.test(protocol) && search + hash + username + password === '';
  return isPlain ? origin + pathname.replace(/\/+$/, '') : undefined;
}

function badUsage(sentence: string): CliError {
  return new CliError(sentence, ExitCode.BadUsage);
}
