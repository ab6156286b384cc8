import type { StoredEvent } from '@callscope/call-events';
import { Observable, type Subject, type Subscription } from 'rxjs';

const PAGE_EVENTS = 500;

/** What following needs of a store. */
export interface Followed {
  head(): number;
  read(after: number, limit: number): readonly StoredEvent[];
  /** The log was closed: nothing can be read any more. */
  ended(): boolean;
  /** Emits each batch in the very tick in which `head` moves to the end of that batch. */
  readonly committed: Subject<readonly StoredEvent[]>;
}

/**
 * History then live. Each page of history is read in a turn of the event loop of its own, so that a long history does
 * not hold up others. The step over to live happens in one tick: when a page reaches the head, nothing can be
 * committed between the look at the head and the subscription.
 */
export function follow(log: Followed, after: number): Observable<readonly StoredEvent[]> {
  return new Observable((subscriber) => {
    let live: Subscription | undefined;
    let immediate: NodeJS.Immediate | undefined;
    let cursor = after;

    const emit = (events: readonly StoredEvent[]): void => {
      const fresh = events.filter((event) => event.position > cursor);
      const last = fresh.at(-1);
      if (!last) return;
      cursor = last.position;
      subscriber.next(fresh);
    };
    const goLive = (): void => {
      live = log.committed.subscribe({
        next: emit,
        complete: () => {
          subscriber.complete();
        },
      });
    };
    const readOn = (): void => {
      if (subscriber.closed) return;
      if (log.ended()) {
        subscriber.complete();
        return;
      }
      if (cursor >= log.head()) {
        goLive();
        return;
      }
      const page = log.read(cursor, PAGE_EVENTS);
      // A head without rows above the cursor can only be trimmed history.
      if (page.length === 0) cursor = log.head();
      else emit(page);
      immediate = setImmediate(guardedReadOn);
    };
    const guardedReadOn = (): void => {
      try {
        readOn();
      } catch (error) {
        subscriber.error(error);
      }
    };
    guardedReadOn();
    return () => {
      if (immediate) clearImmediate(immediate);
      live?.unsubscribe();
    };
  });
}
