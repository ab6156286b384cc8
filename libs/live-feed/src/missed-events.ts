import type { StoredEvent } from '@callscope/call-events';
import type { EventLog } from '@callscope/event-log';
import type { FeedFilter } from './feed-filter';

const PAGE_EVENTS = 500;

export interface MissedPage {
  readonly events: readonly StoredEvent[];
  /** Up to here the log was searched for them. */
  readonly upTo: number;
}

type ReadLog = Pick<EventLog, 'head' | 'read' | 'readAt' | 'readCall'>;

/** What one reader has missed, page by page. */
export class MissedEvents {
  /** Of a long call: where the events stand that are still to be told. Read one by one, they need no second search. */
  #left: readonly number[] = [];
  #callSearchedUpTo = 0;

  constructor(
    private readonly log: ReadLog,
    /** Null when it wants them all. */
    private readonly filter: FeedFilter | null,
  ) {}

  /** The next page; to be asked for after the place up to which the page before it was searched. */
  after(position: number): MissedPage {
    const { filter } = this;
    if (filter !== null && filter.callId !== null) {
      return this.#left.length > 0 ? this.#moreOfCall() : this.#ofCall(filter, filter.callId, position);
    }
    const page = this.log.read(position, PAGE_EVENTS);
    const events = filter ? page.filter((event) => filter.accepts(event)) : page;
    return { events, upTo: page.at(-1)?.position ?? this.log.head };
  }

  #ofCall(filter: FeedFilter, callId: string, after: number): MissedPage {
    this.#callSearchedUpTo = this.log.head;
    const missed = this.log.readCall(callId).filter((event) => event.position > after && filter.accepts(event));
    this.#left = missed.slice(PAGE_EVENTS).map((event) => event.position);
    return this.#pageOf(missed.slice(0, PAGE_EVENTS));
  }

  #moreOfCall(): MissedPage {
    const positions = this.#left.slice(0, PAGE_EVENTS);
    const events = positions.flatMap((position) => this.log.readAt(position) ?? []);
    this.#left = this.#left.slice(PAGE_EVENTS);
    return this.#pageOf(events);
  }

  /** What is left stands behind the page: up to the event before it the reader has been told all. */
  #pageOf(events: readonly StoredEvent[]): MissedPage {
    const [next] = this.#left;
    return { events, upTo: next === undefined ? this.#callSearchedUpTo : next - 1 };
  }
}
