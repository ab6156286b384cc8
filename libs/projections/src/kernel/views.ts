import { EVENT_LOG, type EventLog } from '@callscope/event-log';
import { Inject, Injectable } from '@nestjs/common';
import { filter, firstValueFrom, type Observable, type Subscription, throwError, timeout } from 'rxjs';
import { Lag } from './lag';
import { ViewsThread } from './views-thread';

/** A read asked for what the views do not show yet, and waited long enough. */
export class ViewsBehindError extends Error {
  readonly code = 'not_ready';

  constructor() {
    super('the read models have not caught up with the event log yet');
    this.name = ViewsBehindError.name;
  }
}

/** Behind by more than this, no more is taken in (contract §2). */
const MAX_LAG = { events: 50_000, ms: 1_000 } as const;
/** Behind by less than this, a long body is read on. */
const EASY_LAG_EVENTS = 20_000;

/** Longest wait of a read for its own writes. */
const CATCH_UP_MS = 2_000;

/** The read models, as the rest of the house sees them: made and read in a thread of their own. */
@Injectable()
export class Views {
  readonly #lag = new Lag();
  readonly #heads: Subscription;
  readonly #positions: Subscription;

  constructor(
    @Inject(EVENT_LOG) private readonly log: EventLog,
    private readonly thread: ViewsThread,
  ) {
    this.#heads = log.heads.subscribe((head) => {
      this.#lag.grown(head, performance.now());
      thread.grown(head);
    });
    this.#positions = thread.positions.subscribe((position) => {
      this.#lag.shown(position);
    });
  }

  /** Position up to which every read model stands. */
  get position(): number {
    return this.thread.position;
  }

  /** Names of the read models. */
  get names(): readonly string[] {
    return this.thread.names;
  }

  /** How many events each projection has set aside. */
  get deadLetters(): ReadonlyMap<string, number> {
    return this.thread.deadLetters;
  }

  /** How far behind the log they are: events, and ms since the oldest of them was committed. */
  get lag(): { readonly events: number; readonly ms: number } {
    return { events: Math.max(0, this.log.head - this.position), ms: this.#lag.ms(performance.now()) };
  }

  /** They cannot be trusted to show soon what is taken in now. */
  get tooFarBehind(): boolean {
    const { events, ms } = this.lag;
    return events > MAX_LAG.events || ms > MAX_LAG.ms;
  }

  /** Waits until the read models are close behind the log, however long that takes. */
  async keepsUp(): Promise<void> {
    if (this.log.head - this.position > EASY_LAG_EVENTS) await this.reached(this.log.head - EASY_LAG_EVENTS);
  }

  /** What could not be taken in or written; it is tried again. */
  get troubles(): Observable<Error> {
    return this.thread.troubles;
  }

  /** The position, now and whenever it moves. */
  get positions(): Observable<number> {
    return this.thread.positions;
  }

  /** Waits until every read model stands at this position or above. */
  reached(position: number): Promise<void> {
    return this.thread.reached(position);
  }

  /**
   * Waits until the read models show all that was committed before the call: whoever wrote reads its own writes.
   * @throws ViewsBehindError after two seconds.
   */
  async caughtUp(): Promise<void> {
    const { head } = this.log;
    if (this.position >= head) return;
    const shown = this.thread.positions.pipe(
      filter((position) => position >= head),
      timeout({ first: CATCH_UP_MS, with: () => throwError(() => new ViewsBehindError()) }),
    );
    await firstValueFrom(shown);
  }

  /** Takes in what the log still holds, so that the next start has nothing to do; but does not wait for it long. */
  async close(): Promise<void> {
    await this.caughtUp().catch(() => undefined);
    this.#heads.unsubscribe();
    this.#positions.unsubscribe();
    await this.thread.close();
  }
}
