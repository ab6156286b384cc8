import type { Answer } from './answer';
import type { Clock } from '../clock';
import { waitBeforeRetry } from './retry';

export interface Delivery {
  readonly answer: Answer;
  readonly retries: number;
}

/** Posts until the answer stands, or until the signal says to stop; then the last answer counts. */
export async function deliver(post: () => Promise<Answer>, clock: Clock, signal: AbortSignal): Promise<Delivery> {
  for (let retries = 0; ; retries += 1) {
    const answer = await post();
    const waitMs = waitBeforeRetry(answer, retries, clock.nowMs());
    if (waitMs === undefined) return { answer, retries };
    await clock.waitUntil(clock.nowMs() + waitMs, signal);
    if (signal.aborted) return { answer, retries };
  }
}
