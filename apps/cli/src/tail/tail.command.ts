import { ServiceRefusal, type StreamItem, subscribe, type Trouble } from '@callscope/client';
import { CliError } from '../cli-error';
import { tokenIn } from '../data/token-file';
import { ExitCode } from '../exit-codes';
import { formCommand } from '../form/form-command';
import type { Terminal } from '../terminal';
import { eventLine } from './event-line';
import { TAIL_FORM, tailOptions, type TailOptions } from './tail-options';

export const tailCommand = formCommand(TAIL_FORM, async (given, terminal) => {
  const options = tailOptions(given);
  const token = options.tokenFile === undefined ? undefined : tokenIn(options.tokenFile, 'read', 'read');
  const stop = new AbortController();
  const interrupted = new AbortController();
  const ignoreInterrupt = terminal.onInterrupt(() => {
    interrupted.abort();
    stop.abort();
  });
  // Who reads us has read enough, as `head` does.
  terminal.onOutputClosed(() => stop.abort());
  const cursor = await print(options, token, stop.signal, terminal).finally(ignoreInterrupt);
  if (interrupted.signal.aborted && cursor !== undefined)
    terminal.err(`callscope tail: go on with --after ${cursor}\n`);
  return ExitCode.Done;
});

/** Until the signal. Answers with the cursor to go on from; undefined when nothing was told. */
async function print(options: TailOptions, token: string | undefined, signal: AbortSignal, terminal: Terminal) {
  let { after: cursor } = options;
  let isTroubled = false;
  const onTrouble = ({ message, status }: Trouble): void => {
    // Once for each time that it breaks off, not for each try.
    if (!isTroubled) terminal.err(`callscope tail: ${troubleText(options.url, message, status)}; trying again\n`);
    isTroubled = true;
  };
  try {
    for await (const item of subscribe({ ...options, token, signal, onTrouble })) {
      isTroubled = false;
      if (item.kind === 'event') terminal.out(lineOf(item.event, options.json));
      else terminal.err(`callscope tail: ${resetText(item)}\n`);
      cursor = item.cursor;
    }
  } catch (error) {
    if (!(error instanceof ServiceRefusal)) throw error;
    throw new CliError(`the service answered ${error.status}: ${error.message}`, ExitCode.SomeRefused);
  }
  return cursor;
}

function lineOf(event: Parameters<typeof eventLine>[0], json: boolean): string {
  return json ? `${JSON.stringify(event)}\n` : eventLine(event);
}

function troubleText(url: string, message: string, status: number | undefined): string {
  return status === undefined ? `no stream from ${url} (${message})` : `${url} answered ${status}: ${message}`;
}

function resetText({ reason, head }: Extract<StreamItem, { kind: 'reset' }>): string {
  return `some of history is not as it was, or is gone (${reason}); going on after ${head ?? 'nothing'}`;
}
