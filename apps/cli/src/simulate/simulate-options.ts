import { type Fault, FAULTS } from '@callscope/simulator';
import { ExitCode } from '../exit-codes';
import { badUsage, noMoreWords } from '../form/bad-usage';
import { COMMON, serviceUrl, tokenFileFlag } from '../form/common-flags';
import { formOf, type Given } from '../form/form';
import { parseSpeed, type Speed } from '../replay/speed';

export interface SimulateOptions {
  /** Where the service listens. */
  readonly url: string;
  /** A file with a token that allows to ingest. */
  readonly tokenFile: string | undefined;
  /** Infinity: until Ctrl-C. */
  readonly calls: number;
  readonly callsPerMinute: number;
  readonly speed: Speed;
  /** Undefined: by chance. */
  readonly seed: string | undefined;
  /** Epoch ms of the first call; undefined: so that no call lies in the future. */
  readonly startAt: number | undefined;
  readonly faults: readonly Fault[];
  readonly dryRun: boolean;
  readonly json: boolean;
}

export const SIMULATE_FORM = formOf({
  name: 'simulate',
  purpose: 'plays invented calls into a running Callscope',
  about:
    'Plays calls that nobody made: callers and agents of several trades and languages, providers that are slow or fail, ' +
    'people who break in or do not answer. All numbers are of the ranges kept free for fiction. What was told stays: use ' +
    'a data folder of its own.',
  flags: {
    calls: { value: 'N', says: 'how many (default: on and on, until Ctrl-C)' },
    rate: { value: 'N', says: 'calls a minute', fallback: '6' },
    speed: { value: 'N', says: 'times faster than life; max is without any wait', fallback: '1' },
    seed: { value: 'TEXT', says: 'the same seed gives the same calls (default: by chance)' },
    start: {
      value: 'TIME',
      says: 'when the first call began, as 2026-05-13T08:00:00Z or epoch ms (default: so that no call ends in the future)',
    },
    fault: {
      value: 'NAME,…',
      says: `tell it as a bad line would: ${FAULTS.join(', ')}, or all. What is told at last is the same`,
    },
    url: COMMON.url,
    'token-file': tokenFileFlag('ingest'),
    'dry-run': { says: 'print the events, a JSON object on a line, and tell nobody' },
    json: COMMON.json,
  },
  notes:
    'The same --seed and --start give the same events to the byte, so what was told twice is stored once. With ' +
    'missing-ends a quarter of the calls stay live for 10 to 40 minutes after their end.',
  examples: [
    'simulate',
    'simulate --calls 500 --rate 2 --speed max',
    'simulate --calls 3 --seed 7 --start 2026-05-13T08:00:00Z --fault late,duplicated --dry-run',
  ],
  exits: [
    [ExitCode.Done, 'all was told, or ended by Ctrl-C where no number of calls was asked for'],
    [ExitCode.SomeRefused, 'the service refuses'],
    [ExitCode.BadUsage, 'bad flags'],
    [ExitCode.Unreachable, 'nobody answers'],
    [ExitCode.Interrupted, 'ended by Ctrl-C before all was told'],
  ],
});

const MAX_CALLS = 10_000_000;
const MAX_RATE = 60_000;
const EARLIEST_START = Date.UTC(2000, 0, 1);

/** @throws CliError that names the word it does not understand. */
export function simulateOptions({ values, words }: Given<typeof SIMULATE_FORM.flags>): SimulateOptions {
  noMoreWords(words);
  const { calls, seed, start } = values;
  const speed = parseSpeed(values.speed);
  if (speed === undefined) throw badUsage(`--speed must be a number above 0, or max, not "${values.speed}"`);
  if (seed !== undefined && !/^[\w.-]{1,64}$/.test(seed)) {
    throw badUsage(`--seed must be 1 to 64 letters, digits, dots, dashes or underscores, not "${seed}"`);
  }
  if (calls === undefined && (speed === Infinity || values['dry-run'])) throw badUsage('how many calls? --calls N');
  return {
    url: serviceUrl(values.url),
    tokenFile: values['token-file'],
    calls: calls === undefined ? Infinity : callsOf(calls),
    callsPerMinute: rateOf(values.rate),
    speed,
    seed,
    startAt: start === undefined ? undefined : instantOf(start),
    faults: values.fault === undefined ? [] : faultsOf(values.fault),
    dryRun: values['dry-run'],
    json: values.json,
  };
}

function callsOf(text: string): number {
  const calls = /^\d{1,8}$/.test(text) ? Number(text) : 0;
  if (calls >= 1 && calls <= MAX_CALLS) return calls;
  throw badUsage(`--calls must be a whole number from 1 to ${MAX_CALLS}, not "${text}"`);
}

function rateOf(text: string): number {
  const rate = /^\d+(\.\d+)?$/.test(text) ? Number(text) : 0;
  if (rate > 0 && rate <= MAX_RATE) return rate;
  throw badUsage(`--rate must be calls a minute, above 0 and at most ${MAX_RATE}, not "${text}"`);
}

function instantOf(text: string): number {
  const at = /^\d+$/.test(text) ? Number(text) : Date.parse(text);
  if (Number.isSafeInteger(at) && at >= EARLIEST_START) return at;
  throw badUsage(`--start must be like 2026-05-13T08:00:00Z, or epoch ms, not "${text}"`);
}

function faultsOf(list: string): readonly Fault[] {
  const names = list.split(',').map((name) => name.trim());
  const unknown = names.find((name) => name !== 'all' && !FAULTS.some((fault) => fault === name));
  if (unknown !== undefined) throw badUsage(`--fault must be ${FAULTS.join(', ')} or all, not "${unknown}"`);
  return names.includes('all') ? FAULTS : FAULTS.filter((fault) => names.includes(fault));
}
