import {
  BehaviorSubject,
  concatMap,
  debounceTime,
  from,
  merge,
  mergeMap,
  retry,
  Subject,
  type Subscription,
  tap,
  throwError,
  timer,
} from 'rxjs';
import type { EventSource } from './event-source';
import { Pace } from './pace';
import type { ViewsStore } from './views-store';

/** Longest page: it is worked off at one go, and whoever asks meanwhile waits for it. */
const PAGE_EVENTS = 500;
/** As many changed rows as are written at the latest. */
const ROWS_AT_ONCE = 4_000;
/** When nothing more comes for so long, what has changed is written, so that a start after a crash has little to do. */
const IDLE_MS = 250;
const RETRY_MS = 1_000;

/** Drives the read models: everything the log holds, then everything it gets. */
export class ViewsEngine {
  readonly #head: BehaviorSubject<number>;
  readonly #failures = new Subject<unknown>();
  /** Up to where somebody waits for it. */
  #wanted = 0;
  #running: Subscription | null = null;
  /** Counted up when what is under way is given up: a page that waits for its turn is then not taken. */
  #attempt = 0;

  constructor(
    private readonly source: EventSource,
    private readonly views: ViewsStore,
    private readonly pace = new Pace(),
  ) {
    this.#head = new BehaviorSubject(views.position);
  }

  /** The log has grown up to here. */
  grown(head: number): void {
    if (head > this.#head.value) this.#head.next(head);
  }

  /** Somebody waits until the views show the log up to here. */
  hurry(head: number): void {
    this.#wanted = Math.max(head, this.#wanted);
    this.grown(head);
    this.pace.hurry();
  }

  /**
   * Begins where the views stand. A page that cannot be taken in or written (the disk is full, say) is tried again
   * each second; `onFailure` is told each time. `onProgress` is told the position after each page, and when it falls
   * back.
   */
  start(onProgress: (position: number) => void, onFailure: (error: unknown) => void): void {
    const written = this.#head.pipe(
      concatMap(() => from(this.#pages())),
      tap(onProgress),
      debounceTime(IDLE_MS),
      tap(() => {
        this.views.flush();
      }),
    );
    const failed = this.#failures.pipe(mergeMap((error) => throwError(() => error)));
    this.#running = merge(written, failed)
      .pipe(
        retry({
          delay: (error) => {
            this.#attempt += 1;
            onFailure(error);
            // What was not written is forgotten: nobody may think that it is shown.
            onProgress(this.views.position);
            return timer(RETRY_MS);
          },
        }),
      )
      .subscribe();
  }

  /** Before a read: what was taken in is written. When it cannot be, the read sees what was written before. */
  flush(): void {
    this.#try(() => {
      this.views.flush();
    });
  }

  /** Before the end: what was taken in is written, as far as that can be done. */
  save(): void {
    this.#try(() => {
      this.views.save();
    });
  }

  stop(): void {
    this.#attempt += 1;
    this.#running?.unsubscribe();
  }

  #try(write: () => void): void {
    try {
      write();
    } catch (error) {
      this.#failures.next(error);
    }
  }

  async *#pages(): AsyncGenerator<number> {
    const attempt = this.#attempt;
    while (attempt === this.#attempt && this.views.position < this.#head.value) {
      const upTo = this.#head.value;
      const { types } = this.views;
      const { events, isLast } = this.source.page(this.views.position, upTo, PAGE_EVENTS, types);
      this.views.apply(events);
      // Nothing where something was: the newest calls were trimmed. And what concerns nobody here is passed over.
      const isPast = events.length === 0 || (types !== null && isLast);
      if (isPast && this.views.position < upTo) this.views.skipTo(upTo);
      if (this.views.waiting >= ROWS_AT_ONCE) this.views.save();
      this.#indexWhenWhole();
      yield this.views.position;
      await this.pace.pause(this.#waitMs(events.length, isLast));
    }
    this.#indexWhenWhole();
  }

  #waitMs(events: number, isLast: boolean): number {
    const ms = this.pace.waitMs(events);
    return !isLast || this.views.position < this.#wanted ? 0 : ms;
  }

  /** Whoever hears that all was taken in can read it quickly. */
  #indexWhenWhole(): void {
    if (this.views.position >= this.#head.value) this.views.index();
  }
}
