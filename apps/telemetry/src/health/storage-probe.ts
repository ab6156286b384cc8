import { EVENT_LOG, type EventLog } from '@callscope/event-log';
import { Inject, Injectable } from '@nestjs/common';
import { firstValueFrom, map, race, timer } from 'rxjs';
import { type HttpProblem, problemOf } from '../door/http-problem';

/** Who asks is answered by then. */
const PATIENCE_MS = 1_000;
/** The writer may be at something longer, as writing the file anew. A disk that says nothing for so long is stuck. */
const STUCK_MS = 30_000;

const STUCK: HttpProblem = {
  status: 503,
  code: 'storage_unavailable',
  message: `the disk has not answered for ${STUCK_MS / 1_000} s`,
  retryAfterS: 1,
};

/**
 * Can the log store events now? Asked of its writer, by an append of none: it looks for room, and opens again and checks
 * a file that an error has closed. So whoever waits for the service to be ready again need not send it events to find out.
 */
@Injectable()
export class StorageProbe {
  /** One at a time, however many ask, and however long it takes. */
  #asking: { readonly since: number; readonly answer: Promise<HttpProblem | null> } | null = null;
  #last: HttpProblem | null = null;

  constructor(@Inject(EVENT_LOG) private readonly log: Pick<EventLog, 'append'>) {}

  /** Why it cannot; null when it can. While the writer is at something else: what it said last. */
  refusal(): Promise<HttpProblem | null> {
    const { since, answer } = (this.#asking ??= { since: performance.now(), answer: this.#ask() });
    const meanwhile = timer(PATIENCE_MS).pipe(map(() => (performance.now() - since > STUCK_MS ? STUCK : this.#last)));
    return firstValueFrom(race(answer, meanwhile));
  }

  async #ask(): Promise<HttpProblem | null> {
    try {
      await this.log.append([]);
      this.#last = null;
    } catch (error) {
      this.#last = problemOf(error);
    }
    this.#asking = null;
    return this.#last;
  }
}
