import type { CallRow } from '@callscope/call-state';
import type { Answer } from '../feed/read-json';
import type { Asked } from './asked';

/** The answer of `GET /api/v2/calls`. */
export interface CallsPage {
  readonly calls: readonly CallRow[];
  readonly next_cursor: string | null;
  readonly head: string | null;
}

export type ReadPage = (asked: Asked, cursor: string | null, signal: AbortSignal) => Promise<Answer<CallsPage>>;

export interface ListState {
  /** Null: nothing is asked, the list is empty. */
  readonly asked: Asked | null;
  /** Those of the former ask stay until the first page of this one is here. */
  readonly rows: readonly CallRow[];
  /** The position that the first page was read at; null until it is here. */
  readonly head: number | null;
  readonly next: string | null;
  readonly reading: boolean;
  /** The service's words, or '' where it said none. */
  readonly failure: string | null;
}

export const emptyList: ListState = { asked: null, rows: [], head: null, next: null, reading: false, failure: null };

type ShownElsewhere = (callId: string) => boolean;
const nowhere: ShownElsewhere = () => false;

/** Calls read page by page. One read is under way at most; the newest ask wins and ends the read of a former one. */
export class PagedList {
  #state = emptyList;
  #places = new Map<string, number>();
  #flight: AbortController | null = null;
  #shownElsewhere = nowhere;

  constructor(
    private readonly read: ReadPage,
    private readonly publish: (state: ListState) => void,
  ) {}

  /** `shownElsewhere`: these calls are left out of what is read. */
  ask(asked: Asked | null, shownElsewhere: ShownElsewhere = nowhere): void {
    if (JSON.stringify(asked) === JSON.stringify(this.#state.asked)) return;
    this.#shownElsewhere = shownElsewhere;
    if (asked !== null) {
      this.#begin(asked);
      return;
    }
    this.#flight?.abort();
    this.#flight = null;
    this.#places = new Map();
    this.#tell(emptyList);
  }

  /** The same from its beginning. */
  again(): void {
    if (this.#state.asked !== null) this.#begin(this.#state.asked);
  }

  more(): void {
    const { reading, failure, next, asked } = this.#state;
    if (asked !== null && !reading && failure === null && next !== null) void this.#load(asked, next);
  }

  /** The page that failed. */
  retry(): void {
    const { asked, failure, head, next } = this.#state;
    if (asked !== null && failure !== null) void this.#load(asked, head === null ? null : next);
  }

  /** Where in `rows`; -1 when it is not among them. */
  placeOf(callId: string): number {
    return this.#places.get(callId) ?? -1;
  }

  drop(callIds: readonly string[]): void {
    const gone = new Set(callIds.filter((callId) => this.#places.has(callId)));
    if (gone.size > 0)
      this.#hold(
        {},
        this.#state.rows.filter((row) => !gone.has(row.call_id)),
      );
  }

  #begin(asked: Asked): void {
    this.#tell({ ...this.#state, asked, head: null, next: null });
    void this.#load(asked, null);
  }

  async #load(asked: Asked, cursor: string | null): Promise<void> {
    this.#flight?.abort();
    const flight = new AbortController();
    this.#flight = flight;
    this.#tell({ ...this.#state, reading: true, failure: null });
    const answer = await this.read(asked, cursor, flight.signal);
    if (this.#flight !== flight) return;
    if (answer.kind !== 'found') {
      const failure = answer.kind === 'failed' ? (answer.message ?? '') : '';
      this.#tell({ ...this.#state, reading: false, failure });
      return;
    }
    const { calls, next_cursor: next, head } = answer.data;
    const former = cursor === null ? [] : this.#state.rows;
    if (cursor === null) this.#places = new Map();
    // A call whose value changes between two pages may come twice: it stays where it was first.
    const fresh = calls.filter(({ call_id: id }) => !this.#places.has(id) && !this.#shownElsewhere(id));
    const read = cursor === null ? Number(head?.split('-').at(-1) ?? 0) : this.#state.head;
    this.#hold({ next, head: read, reading: false }, [...former, ...fresh], former.length);
    // Nothing that could be seen has changed: nobody would ask again.
    if (fresh.length === 0) this.more();
  }

  #hold(changes: Partial<ListState>, rows: readonly CallRow[], from = 0): void {
    if (from === 0) this.#places = new Map();
    for (let place = from; place < rows.length; place++) this.#places.set(rows[place]?.call_id ?? '', place);
    this.#tell({ ...this.#state, ...changes, rows });
  }

  #tell(state: ListState): void {
    this.#state = state;
    this.publish(state);
  }
}
