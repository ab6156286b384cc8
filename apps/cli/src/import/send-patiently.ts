import { CliError } from '../cli-error';
import { ExitCode } from '../exit-codes';
import type { Clock } from '../clock';
import type { Answer } from '../service/answer';
import { retryAfterMs } from '../service/retry';

const MOST_TRIES_UNANSWERED = 6;
const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 30_000;
/** A service that asks for patience so long without a pause does not come to it. */
const MOST_BUSY_MS = 600_000;

/** The service cannot take more now: what came so far stays, and the next run goes on. */
export class CannotGoOn extends CliError {}

/** Ended by Ctrl-C while it waited. */
export class Stopped extends Error {}

/**
 * Posts until the service has decided. Safe, since it stores the same once.
 * @throws CannotGoOn when nobody answers, or it stays busy; Stopped by the signal.
 */
export async function sendPatiently(post: () => Promise<Answer>, clock: Clock, signal: AbortSignal) {
  const busySince = clock.nowMs();
  for (let unanswered = 0; ;) {
    const answer = await post();
    if (answer.kind === 'accepted') return answer;
    if (answer.kind === 'refused' && answer.status !== 503 && answer.status !== 429) return answer;
    unanswered = answer.kind === 'unreachable' ? unanswered + 1 : 0;
    if (answer.kind === 'unreachable' && unanswered === MOST_TRIES_UNANSWERED) {
      throw new CannotGoOn(`the service no longer answers (${answer.reason})`, ExitCode.Unreachable);
    }
    if (answer.kind === 'refused' && clock.nowMs() - busySince > MOST_BUSY_MS) {
      throw new CannotGoOn(`the service stays busy (${answer.code ?? answer.status})`, ExitCode.Unreachable);
    }
    const waitMs =
      answer.kind === 'refused'
        ? (retryAfterMs(answer.retryAfter, clock.nowMs()) ?? FIRST_WAIT_MS)
        : FIRST_WAIT_MS * 2 ** (unanswered - 1);
    await clock.waitUntil(clock.nowMs() + Math.min(waitMs, LONGEST_WAIT_MS), signal);
    if (signal.aborted) throw new Stopped();
  }
}

/** It is not this batch that is refused, but who sends it. */
export function refusedAsAWhole({ status, message }: Extract<Answer, { kind: 'refused' }>): CannotGoOn {
  return new CannotGoOn(
    `the service answered ${status}${message === null ? '' : `: ${message}`}`,
    ExitCode.SomeRefused,
  );
}
