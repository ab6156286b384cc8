import { ExitCode } from '../exit-codes';
import { badUsage } from '../form/bad-usage';
import { COMMON, serviceUrl, tokenFileFlag } from '../form/common-flags';
import { formOf, type Given } from '../form/form';

export const KINDS = ['ingest', 'events', 'patter-log'] as const;
export type Kind = (typeof KINDS)[number];

export interface ImportOptions {
  readonly kind: Kind;
  /** A file, a folder of call logs or `auto` for it, or `-` for stdin. */
  readonly from: string;
  readonly url: string;
  readonly tokenFile: string | undefined;
  /** From 1; null: where an interrupted run stopped, else at the beginning. */
  readonly fromLine: number | null;
  readonly dryRun: boolean;
  readonly json: boolean;
  /** The file that takes every refused line. */
  readonly refusedFile: string | undefined;
}

export const IMPORT_FORM = formOf({
  name: 'import',
  purpose: 'takes calls of the past from files into a running Callscope',
  words: 'ingest|events|patter-log FROM',
  about:
    'Takes calls of the past into a running Callscope, with the times that are told in them. What is there already is ' +
    'not added again, so it may be run twice, and beside an agent that is still posting. A run that was interrupted goes ' +
    'on where it stopped. A line that cannot be taken is named and passed over.',
  operands: {
    'ingest FILE': 'bodies as Patter SDKs post them, one a line, or recordings {"at_ms", …, "body"}',
    'events FILE': 'events as POST /api/v2/events takes them, one a line',
    'patter-log DIR':
      'the folder in which a Patter SDK logs its calls (PATTER_LOG_DIR); auto is the one that it takes by itself',
  },
  flags: {
    url: COMMON.url,
    'token-file': tokenFileFlag('ingest'),
    'from-line': { value: 'N', says: 'begin at this line, the first is 1, wherever an earlier run stopped' },
    'dry-run': { says: 'look at every line and count, but send nothing; needs no service' },
    refused: { value: 'FILE', says: 'write every refused line there: its number and why, as JSON lines' },
    json: COMMON.json,
  },
  notes:
    'FILE may be packed by gzip, or - for stdin. How far it has come is kept in the state folder of the user ' +
    '(XDG_STATE_HOME/callscope, else ~/.local/state/callscope) until all is done; where that cannot be written, an ' +
    'interrupted run begins anew. A body that tells no time, as the start of a call does, counts from its arrival until ' +
    'the end of the call tells better. The service gives an event without an id one that is made of all that it says: ' +
    'the same line twice is one event.',
  examples: [
    'import ingest calls.jsonl.gz',
    'import events - --dry-run < events.ndjson',
    'import patter-log auto',
    'import patter-log /var/log/patter --json',
  ],
  exits: [
    [ExitCode.Done, 'all taken'],
    [ExitCode.SomeRefused, 'some refused, or the service refuses'],
    [ExitCode.BadUsage, 'bad flags or file'],
    [ExitCode.Unreachable, 'no Callscope there, or it is gone: run it again to go on'],
    [ExitCode.Interrupted, 'stopped: run it again to go on'],
  ],
});

/** @throws CliError that names the word it does not understand. */
export function importOptions({ values, words }: Given<typeof IMPORT_FORM.flags>): ImportOptions {
  const [word, from, extra] = words;
  const kind = KINDS.find((known) => known === word);
  if (kind === undefined) {
    throw badUsage(word === undefined ? `what: ${KINDS.join(', ')}? (--help tells more)` : notAKind(word));
  }
  if (from === undefined)
    throw badUsage(`from which ${kind === 'patter-log' ? 'folder' : 'file'}? (--help tells more)`);
  if (extra !== undefined) throw badUsage(`one at a time, "${extra}" is too much`);
  return {
    kind,
    from,
    url: serviceUrl(values.url),
    tokenFile: values['token-file'],
    fromLine: lineOf(values['from-line'], kind),
    dryRun: values['dry-run'],
    json: values.json,
    refusedFile: values.refused,
  };
}

function notAKind(word: string): string {
  return `it takes ${KINDS.join(', ')}, not "${word}" (--help tells more)`;
}

function lineOf(text: string | undefined, kind: Kind): number | null {
  if (text === undefined) return null;
  if (kind === 'patter-log') throw badUsage('--from-line is for a file: a folder has no lines');
  const line = /^\d{1,15}$/.test(text) ? Number(text) : 0;
  if (line > 0) return line;
  throw badUsage(`--from-line must be a whole number from 1, not "${text}"`);
}
