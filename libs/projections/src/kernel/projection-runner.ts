import { setImmediate } from 'node:timers/promises';
import { EVENT_LOG, type EventLog } from '@callscope/event-log';
import { Inject, Injectable } from '@nestjs/common';
import {
  BehaviorSubject,
  concatMap,
  defer,
  filter,
  firstValueFrom,
  from,
  map,
  merge,
  type Observable,
  of,
  retry,
  Subject,
  type Subscription,
  throwError,
  timeout,
  timer,
} from 'rxjs';
import type { RowChange } from './projection';
import { VIEWS_STORE } from './tokens';
import type { PageChanges } from './page-evolver';
import type { ViewsStore } from './views-store';

/** A read asked for what the views do not show yet, and waited long enough. */
export class ViewsBehindError extends Error {
  readonly code = 'not_ready';

  constructor() {
    super('the read models have not caught up with the event log yet');
    this.name = ViewsBehindError.name;
  }
}

/** Longest wait of a read for its own writes. */
const CATCH_UP_MS = 2_000;
const RETRY_MS = 1_000;

/** Longest page: it is worked off at one go, and holds everything else up meanwhile. */
const PAGE_EVENTS = 500;

/** Drives the read models: everything the log holds, then everything it gets. */
@Injectable()
export class ProjectionRunner {
  readonly #position: BehaviorSubject<number>;
  readonly #changes = new Subject<PageChanges>();
  #following: Subscription | null = null;

  constructor(
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Inject(VIEWS_STORE) private readonly views: ViewsStore,
  ) {
    this.#position = new BehaviorSubject(views.position);
  }

  /** Position up to which every read model stands. */
  get position(): number {
    return this.#position.value;
  }

  /** Row changes of one read model, page by page, right after they can be read. */
  changes<Row>(projection: string): Observable<readonly RowChange<Row>[]> {
    return this.#changes.pipe(
      map((page) => (page.get(projection) ?? []) as readonly RowChange<Row>[]),
      filter((changes) => changes.length > 0),
    );
  }

  /**
   * Begins where the views stand. The log only wakes it up: what there is to take in is read from the log, as much as
   * has gathered meanwhile, in a turn of the event loop of its own, so that whoever appended is answered first. A page
   * that cannot be taken in (the disk is full, say) is tried again each second; `onFailure` is told each time.
   */
  start(onFailure: (error: unknown) => void): void {
    this.#following = defer(() => merge(of(undefined), this.log.follow(this.log.head).pipe(map(() => undefined))))
      .pipe(
        concatMap(() => from(this.#pages())),
        retry({
          delay: (error) => {
            onFailure(error);
            return timer(RETRY_MS);
          },
        }),
      )
      .subscribe((changes) => {
        this.#position.next(this.views.position);
        this.#changes.next(changes);
      });
  }

  async *#pages(): AsyncGenerator<PageChanges> {
    while (this.views.position < this.log.head) {
      await setImmediate();
      if (this.#following?.closed) return;
      const events = this.log.read(this.views.position, PAGE_EVENTS);
      if (events.length === 0) return;
      yield this.views.apply(events);
    }
  }

  /** Waits until every read model stands at this position or above. */
  async reached(position: number): Promise<void> {
    if (this.position < position) await firstValueFrom(this.#position.pipe(filter((at) => at >= position)));
  }

  /**
   * Waits until the read models show all that was committed before the call: whoever wrote reads its own writes.
   * @throws ViewsBehindError after two seconds.
   */
  async caughtUp(): Promise<void> {
    const { head } = this.log;
    if (this.position >= head) return;
    const shown = this.#position.pipe(
      filter((position) => position >= head),
      timeout({ first: CATCH_UP_MS, with: () => throwError(() => new ViewsBehindError()) }),
    );
    await firstValueFrom(shown);
  }

  stop(): void {
    this.#following?.unsubscribe();
    this.#changes.complete();
  }
}
