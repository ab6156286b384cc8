import { ServiceRefusal, type StreamItem, subscribe, type Trouble } from '@callscope/client';
import { CliError } from '../cli-error';
import type { Command } from '../command';
import { tokenIn } from '../data/token-file';
import { ExitCode } from '../exit-codes';
import type { Terminal } from '../terminal';
import { eventLine } from './event-line';
import { parseTailOptions, type TailOptions } from './tail-options';

const usage = `Usage: callscope tail [--url URL] [--call ID] [--types a,b] [--after CURSOR] [--json] [--token-file FILE]

Prints the events of a running Callscope as they are stored, one a line, until Ctrl-C. Over broken connections and
restarts each comes once, in order.

  --url URL          where the service listens (default http://127.0.0.1:8000)
  --call ID          only the events of this call
  --types a,b        only events of these types, as call.ended
  --after CURSOR     begin after this place; 0 is the beginning (default: from now on)
  --json             print each event as it is stored
  --token-file FILE  a file with a token that allows read (or CALLSCOPE_TOKEN_FILE), where the service asks for one
  --help             print this

Ctrl-C ends it, and prints on stderr the cursor to go on from.
Exit code: 0 ended by Ctrl-C or by its reader, 1 the service refuses, 2 bad flags.
`;

export const tailCommand: Command = {
  name: 'tail',
  summary: 'prints events as they are stored',
  async run(args, terminal) {
    const options = parseTailOptions(args);
    if (options === 'help') {
      terminal.out(usage);
      return ExitCode.Done;
    }
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
  },
};

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
