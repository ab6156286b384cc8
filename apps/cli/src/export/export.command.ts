import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { once } from 'node:events';
import { pipeline } from 'node:stream/promises';
import { CliError } from '../cli-error';
import { tokenIn } from '../data/token-file';
import { causeOf, codeOf, messageOf } from '../error-facts';
import { ExitCode } from '../exit-codes';
import { badUsage, noMoreWords } from '../form/bad-usage';
import { COMMON, serviceUrl, tokenFileFlag } from '../form/common-flags';
import { formOf, type Given } from '../form/form';
import { formCommand } from '../form/form-command';
import { refusalOf } from '../service/answer';
import type { Terminal } from '../terminal';

/** The service begins to answer within this time; how long the rest takes is the reader's affair. */
const ANSWER_WITHIN_MS = 60_000;

const FILTERS = {
  q: { value: 'WORDS', says: 'only calls whose id, numbers, agent or transcript has these words' },
  status: { value: 'STATUS', says: 'only calls of this status, as completed or failed' },
  live: { value: 'true|false', says: 'only calls that go on now, or only those that are over' },
  direction: { value: 'DIRECTION', says: 'only inbound or outbound' },
  mode: { value: 'MODE', says: 'only calls of this mode, as pipeline or realtime' },
  agent: { value: 'NAME', says: 'only calls of this agent' },
  from: { value: 'TIME', says: 'only calls from this time on, as 2026-05-13T08:00:00Z or epoch ms' },
  to: { value: 'TIME', says: 'only calls before this time' },
  sort: { value: 'ORDER', says: 'as started_at:desc, duration_ms:desc or cost_usd:asc' },
} as const;

const EXPORT_FORM = formOf({
  name: 'export',
  purpose: 'writes the calls of a running Callscope to a file, as CSV or JSON',
  about: 'Writes every call that passes the filters, as the service tells it, to stdout or a file.',
  flags: {
    format: { value: 'FORMAT', says: 'csv, json (one list) or ndjson (an object on a line)', fallback: 'csv' },
    out: { value: 'FILE', says: 'write there, whole or not at all, instead of to stdout' },
    ...FILTERS,
    url: COMMON.url,
    'token-file': tokenFileFlag('read'),
  },
  examples: ['export --format csv --from 2026-05-01T00:00:00Z --status failed --out failed.csv'],
  exits: [
    [ExitCode.Done, 'all is written'],
    [ExitCode.SomeRefused, 'the service refuses, or broke off'],
    [ExitCode.BadUsage, 'bad flags, or the file cannot be written'],
    [ExitCode.Unreachable, 'no Callscope there'],
    [ExitCode.Interrupted, 'stopped by Ctrl-C: FILE is as it was'],
  ],
});

type Asked = Given<typeof EXPORT_FORM.flags>['values'];

export const exportCommand = formCommand(EXPORT_FORM, async ({ values, words }, terminal) => {
  noMoreWords(words);
  const stop = new AbortController();
  // Stdout leaves nothing to clear away, and a pager may keep it waiting: there Ctrl-C ends the process, as it does.
  const stopListening = values.out === undefined ? () => undefined : terminal.onInterrupt(() => stop.abort());
  try {
    const pieces = piecesOf(await ask(values, stop.signal));
    if (values.out === undefined) await toStdout(pieces, terminal);
    else await toFile(pieces, values.out);
    return ExitCode.Done;
  } catch (error) {
    // Whatever broke off then did so because it was told to.
    throw stop.signal.aborted ? new CliError('stopped', ExitCode.Interrupted) : error;
  } finally {
    stopListening();
  }
});

async function ask(values: Asked, stop: AbortSignal): Promise<Response> {
  const url = serviceUrl(values.url);
  const query = new URLSearchParams({ format: values.format });
  for (const name of Object.keys(FILTERS) as (keyof typeof FILTERS)[]) {
    const said = values[name];
    if (said !== undefined) query.set(name, said);
  }
  const tokenFile = values['token-file'];
  const token = tokenFile === undefined ? undefined : tokenIn(tokenFile, 'read', 'read');
  const inTime = new AbortController();
  const tooLong = setTimeout(() => inTime.abort(), ANSWER_WITHIN_MS);
  const response = await fetch(`${url}/api/v2/export?${query.toString()}`, {
    redirect: 'manual',
    headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
    signal: AbortSignal.any([inTime.signal, stop]),
  })
    .catch((error: unknown) => {
      const cause = causeOf(error) ?? error;
      throw new CliError(`no Callscope answers at ${url} (${codeOf(cause) ?? messageOf(cause)})`, ExitCode.Unreachable);
    })
    .finally(() => clearTimeout(tooLong));
  if (response.ok) return response;
  const { status, code, message } = refusalOf(response.status, await response.text());
  const why = message ?? code ?? 'nothing more';
  // What was asked for cannot be understood: that is how the flags were typed.
  if (status === 400) throw badUsage(why);
  throw new CliError(`the service answered ${status}: ${why}`, ExitCode.SomeRefused);
}

async function toStdout(pieces: Pieces, terminal: Terminal): Promise<void> {
  const closed = new AbortController();
  // Who reads us has read enough, as `head` does.
  terminal.onOutputClosed(() => closed.abort());
  const decoder = new TextDecoder();
  for await (const piece of pieces) {
    if (closed.signal.aborted) return;
    await terminal.drained(decoder.decode(piece, { stream: true }));
  }
}

/** Beside its place first: a half one is never taken for the whole. */
async function toFile(pieces: Pieces, name: string): Promise<void> {
  const half = `${name}.${process.pid}.half`;
  const file = createWriteStream(half, { flags: 'wx', mode: 0o600 });
  try {
    await once(file, 'open');
    await pipeline(pieces, file);
    await rename(half, name);
  } catch (error) {
    await rm(half, { force: true });
    if (error instanceof CliError) throw error;
    throw badUsage(`cannot write ${name}: ${messageOf(error)}`);
  }
}

type Pieces = AsyncIterable<Uint8Array>;

async function* piecesOf(response: Response): AsyncGenerator<Uint8Array> {
  try {
    for await (const piece of response.body ?? []) yield piece as Uint8Array;
  } catch (error) {
    throw new CliError(`the service broke off (${messageOf(causeOf(error) ?? error)})`, ExitCode.SomeRefused);
  }
}
