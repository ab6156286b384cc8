import { noMoreWords } from '../form/bad-usage';
import { COMMON, serviceUrl, tokenFileFlag } from '../form/common-flags';
import { formOf, type Given } from '../form/form';
import { ExitCode } from '../exit-codes';

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

export const TAIL_FORM = formOf({
  name: 'tail',
  purpose: 'prints events as they are stored',
  about:
    'Prints the events of a running Callscope as they are stored, one a line, until Ctrl-C. Over broken connections and ' +
    'restarts each comes once, in order.',
  flags: {
    url: COMMON.url,
    call: { value: 'ID', says: 'only the events of this call' },
    types: { value: 'TYPE,…', says: 'only events of these types, as call.ended' },
    after: { value: 'CURSOR', says: 'begin after this place; 0 is the beginning (default: from now on)' },
    json: { says: 'print each event as it is stored, as a JSON object on a line' },
    'token-file': tokenFileFlag('read'),
  },
  notes: 'Ctrl-C ends it, and prints on stderr the cursor to go on from.',
  examples: ['tail --types call.ended,error.raised --after 0 --json'],
  exits: [
    [ExitCode.Done, 'ended by Ctrl-C or by its reader'],
    [ExitCode.SomeRefused, 'the service refuses'],
    [ExitCode.BadUsage, 'bad flags'],
  ],
});

/** @throws CliError that names the word it does not understand. */
export function tailOptions({ values, words }: Given<typeof TAIL_FORM.flags>): TailOptions {
  noMoreWords(words);
  return {
    url: serviceUrl(values.url),
    callId: values.call,
    types: values.types?.split(',').map((type) => type.trim()),
    after: values.after,
    json: values.json,
    tokenFile: values['token-file'],
  };
}
