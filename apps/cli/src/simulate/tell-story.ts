import { producer, type Trouble } from '@callscope/client';
import { CliError } from '../cli-error';
import type { Clock } from '../clock';
import { ExitCode } from '../exit-codes';
import type { Service } from '../service/service';
import type { Terminal } from '../terminal';
import { playStory, type Simulation } from './simulation';
import { ToldCounts } from './told-counts';

/** More than that is not read ahead of what the service has taken. */
const MOST_WAITING = 1_000;
/** It says no, and would say it again. */
const FINAL_STATUSES: ReadonlySet<number | undefined> = new Set([401, 403]);
const FLUSH_WITHIN_MS = 1_000;
const CLOSE_WITHIN_MS = 30_000;
const GIVE_UP_WITHIN_MS = 3_000;

export interface Told {
  readonly counts: ToldCounts;
  readonly stopped: 'interrupted' | 'unreachable' | null;
}

/**
 * Tells the service a story until its end or Ctrl-C. A service that is away for a while is waited for.
 * @throws CliError when it refuses us.
 */
export async function tellStory(
  simulation: Simulation,
  { url, token }: Service,
  terminal: Terminal,
  clock: Clock,
): Promise<Told> {
  const counts = new ToldCounts();
  const stop = new AbortController();
  const ignoreInterrupt = terminal.onInterrupt(() => stop.abort());
  const refusals: Trouble[] = [];
  let isTroubled = false;
  const teller = producer({
    url,
    token,
    onRefused: (_event, problem) => counts.refuse(problem),
    onTrouble: (trouble) => {
      if (FINAL_STATUSES.has(trouble.status)) {
        refusals.push(trouble);
        stop.abort();
      } else if (!isTroubled) terminal.err(`callscope simulate: ${url}: ${trouble.message}; trying again\n`);
      // Once for each time that it breaks off, not for each try.
      isTroubled = true;
    },
  });
  try {
    await playStory(
      simulation,
      async (event, callNumber) => {
        teller.tell(event);
        counts.told(callNumber);
        while (teller.waiting >= MOST_WAITING && !stop.signal.aborted) await teller.flush(FLUSH_WITHIN_MS);
        if (teller.waiting === 0) isTroubled = false;
      },
      clock,
      stop.signal,
    );
  } finally {
    ignoreInterrupt();
  }
  const isAllTold = await teller.close(stop.signal.aborted ? GIVE_UP_WITHIN_MS : CLOSE_WITHIN_MS);
  const [refusal] = refusals;
  if (refusal)
    throw new CliError(`the service answered ${refusal.status ?? ''}: ${refusal.message}`, ExitCode.SomeRefused);
  return { counts, stopped: stop.signal.aborted ? 'interrupted' : isAllTold ? null : 'unreachable' };
}
