import { ExitCode } from '../exit-codes';
import { badUsage, noMoreWords } from '../form/bad-usage';
import { COMMON, serviceUrl, tokenFileFlag } from '../form/common-flags';
import { formOf, type Given } from '../form/form';

/** What is to be erased: one call, or every call from or to a number. */
export type Target = { readonly call_id: string } | { readonly number: string };

export interface EraseOptions {
  readonly target: Target;
  /** The data folder, as the service has it. */
  readonly data: string;
  /** Where the service listens, without a slash at the end; null when it was not said. */
  readonly url: string | null;
  /** A file with a token that allows everything; null when none is needed. */
  readonly tokenFile: string | null;
}

export const ERASE_FORM = formOf({
  name: 'erase',
  purpose: 'takes what tells of a person out of a call, or out of all calls of a number',
  words: '--call ID | --number NUMBER',
  about:
    'Takes everything that tells of a person out of one call, or out of every call from or to a number, and off the ' +
    'disk. What was measured stays. It cannot be undone. A running service does it; without one the files are opened, ' +
    'and the next start makes the read models anew. Backups, exports and copies are not reached, and masked numbers ' +
    'are not found.',
  flags: {
    call: { value: 'ID', says: 'the call' },
    number: { value: 'NUMBER', says: 'the number, however it is written' },
    data: COMMON.data,
    url: {
      value: 'URL',
      says: `where the service listens (default ${COMMON.url.fallback}, if it has this folder)`,
    },
    'token-file': tokenFileFlag('admin'),
    json: COMMON.json,
  },
  examples: ["erase --number '+1 206 555 0142' --data /var/lib/callscope"],
  exits: [
    [ExitCode.Done, 'done'],
    [ExitCode.SomeRefused, 'no such call or refused'],
    [ExitCode.BadUsage, 'bad flags or no log there'],
    [ExitCode.Unreachable, 'the service cannot be reached'],
    [ExitCode.Damaged, 'the log is damaged'],
  ],
});

/** @throws CliError that names the word it does not understand. */
export function eraseOptions({ values, words }: Given<typeof ERASE_FORM.flags>): EraseOptions {
  noMoreWords(words);
  const { call, number, url } = values;
  if ((call === undefined) === (number === undefined)) throw badUsage('which one: --call ID or --number NUMBER?');
  return {
    target: call === undefined ? { number: number ?? '' } : { call_id: call },
    data: values.data,
    url: url === undefined ? null : serviceUrl(url),
    tokenFile: values['token-file'] ?? null,
  };
}
