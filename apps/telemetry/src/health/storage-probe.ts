import { EVENT_LOG, type EventLog } from '@callscope/event-log';
import { Inject, Injectable } from '@nestjs/common';
import { firstValueFrom, from, timeout } from 'rxjs';
import { type HttpProblem, problemOf } from '../door/http-problem';

/** A disk that takes longer to say yes to nothing is no place for events. */
const PATIENCE_MS = 1_000;

/**
 * Can the log store events now? Asked of its writer, by an append of none: it looks for room, and opens again and checks
 * a file that an error has closed. So whoever waits for the service to be ready again need not send it events to find out.
 */
@Injectable()
export class StorageProbe {
  #asking: Promise<HttpProblem | null> | null = null;

  constructor(@Inject(EVENT_LOG) private readonly log: Pick<EventLog, 'append'>) {}

  /** Why it cannot; null when it can. Whoever asks meanwhile is given the same answer. */
  refusal(): Promise<HttpProblem | null> {
    return (this.#asking ??= this.#ask().finally(() => (this.#asking = null)));
  }

  async #ask(): Promise<HttpProblem | null> {
    try {
      await firstValueFrom(from(this.log.append([])).pipe(timeout(PATIENCE_MS)));
      return null;
    } catch (error) {
      if (!(error instanceof Error && error.name === 'TimeoutError')) return problemOf(error);
      return { status: 503, code: 'storage_unavailable', message: 'the disk does not answer', retryAfterS: 1 };
    }
  }
}
