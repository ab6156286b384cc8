import { ExitCode } from '../exit-codes';
import { badUsage } from '../form/bad-usage';
import { COMMON, serviceUrl, tokenFileFlag } from '../form/common-flags';
import { formOf, type Given } from '../form/form';
import { parseSpeed, type Speed } from './speed';

export interface ReplayOptions {
  readonly file: string;
  readonly speed: Speed;
  /** Where the service lives, without a slash at the end. */
  readonly url: string;
  readonly asRecorded: boolean;
  readonly json: boolean;
  /** A file with a token that allows to send calls. */
  readonly tokenFile?: string | undefined;
}

export const REPLAY_FORM = formOf({
  name: 'replay',
  purpose: 'plays a recorded file of calls into a running Callscope, as if they happened now',
  words: 'FILE',
  about: 'Plays a recorded file into a running Callscope, as if its calls happened now.',
  operands: {
    FILE:
      'JSON lines {"at_ms", "sdk", "phase", "headers", "body"}: at_ms is the time of the POST in milliseconds since ' +
      '1970, body what was posted. It is read whole into memory.',
  },
  flags: {
    speed: {
      value: 'N',
      says: 'N times faster than recorded; "max" plays without waiting',
      fallback: '1',
    },
    url: COMMON.url,
    'as-recorded': { says: 'keep the recorded times; without it they are shifted so that the recording ends now' },
    json: { says: 'print the summary as one JSON object' },
    'token-file': tokenFileFlag('ingest'),
  },
  notes:
    'The posts of one call go one after the other, those of other calls beside them. Ctrl-C stops with a summary. To ' +
    'take a recording in once, without its pace, use import.',
  examples: ['replay calls.jsonl --speed 20'],
  exits: [
    [ExitCode.Done, 'all accepted'],
    [ExitCode.SomeRefused, 'some refused or unreadable'],
    [ExitCode.BadUsage, 'bad flags or file'],
    [ExitCode.Unreachable, 'no Callscope there'],
    [ExitCode.Interrupted, 'stopped'],
  ],
});

/** What the words after `replay` ask for. Throws a CliError that names the word it does not understand. */
export function replayOptions({ values, words }: Given<typeof REPLAY_FORM.flags>): ReplayOptions {
  const [file, extra] = words;
  if (file === undefined) throw badUsage('which FILE? (--help tells more)');
  if (extra !== undefined) throw badUsage(`one FILE at a time, "${extra}" is too much`);
  const speed = parseSpeed(values.speed);
  if (speed === undefined) throw badUsage(`--speed must be a number above 0, or max, not "${values.speed}"`);
  return {
    file,
    speed,
    url: serviceUrl(values.url),
    asRecorded: values['as-recorded'],
    json: values.json,
    tokenFile: values['token-file'],
  };
}
