import { parseArgs } from 'node:util';
import { badUsage } from '../data/data-options';
import { messageOf } from '../error-facts';

export interface TailOptions {
  /** Where the service listens. */
  readonly url: string;
  readonly callId: string | undefined;
  readonly types: readonly string[] | undefined;
  /** A cursor or a bare position; undefined: from now on. */
  readonly after: string | undefined;
  readonly json: boolean;
  /** A file with a token that allows to read. */
  readonly tokenFile: string | undefined;
}

/** @throws CliError that names the word it does not understand. */
export function parseTailOptions(args: readonly string[], environment = process.env): TailOptions | 'help' {
  const { values, positionals } = readFlags(args);
  if (values.help) return 'help';
  const [extra] = positionals;
  if (extra !== undefined) throw badUsage(`"${extra}" is too much (--help tells more)`);
  if (!URL.canParse(values.url) || !/^https?:$/.test(new URL(values.url).protocol)) {
    throw badUsage(`--url must be like http://127.0.0.1:8000, not "${values.url}"`);
  }
  return {
    url: values.url,
    callId: values.call,
    types: values.types?.split(',').map((type) => type.trim()),
    after: values.after,
    json: values.json,
    tokenFile: values['token-file'] ?? environment['CALLSCOPE_TOKEN_FILE'],
  };
}

function readFlags(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        url: { type: 'string', default: 'http://127.0.0.1:8000' },
        call: { type: 'string' },
        types: { type: 'string' },
        after: { type: 'string' },
        json: { type: 'boolean', default: false },
        'token-file': { type: 'string' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
  } catch (error) {
    // Node explains on in further sentences; the first one names the flag.
    throw badUsage(messageOf(error).split(/\.?\n|\. /)[0] ?? 'bad flags');
  }
}
