import type { CallDetail } from '@callscope/call-state';

export type DetailAnswer =
  { readonly kind: 'found'; readonly detail: CallDetail } | { readonly kind: 'gone' } | { readonly kind: 'failed' };

export type ReadDetail = (callId: string, signal: AbortSignal) => Promise<DetailAnswer>;

export interface DetailState {
  readonly callId: string | null;
  /** The last that was read of this call; it stays while a newer one is on its way. */
  readonly detail: CallDetail | null;
  readonly failure: 'gone' | 'failed' | null;
}

export const noDetail: DetailState = { callId: null, detail: null, failure: null };

/** Between two reads of one call: a call with fifty events a second is read four times a second. */
export const READ_GAP_MS = 250;

/** Keeps the detail of the shown call up to date. Never more than one read is under way; the latest wish wins. */
export class DetailLoader {
  #state = noDetail;
  #wanted: number | null = null;
  #read: number | null = null;
  #flight: AbortController | null = null;
  #gap: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly read: ReadDetail,
    private readonly publish: (state: DetailState) => void,
  ) {}

  /** `position` is that of the call's row: another one means that the detail has changed too. */
  want(callId: string | null, position: number | null): void {
    if (callId !== this.#state.callId) this.#turnTo(callId);
    this.#wanted = position;
    this.#next();
  }

  /** Only after a failure: what was read is up to date as long as no other position is wanted. */
  retry(): void {
    if (this.#state.failure === null) return;
    this.#read = null;
    this.#next();
  }

  stop(): void {
    this.#turnTo(null);
  }

  #turnTo(callId: string | null): void {
    this.#flight?.abort();
    this.#flight = null;
    clearTimeout(this.#gap);
    this.#gap = undefined;
    this.#read = null;
    this.#wanted = null;
    this.#tell({ callId, detail: null, failure: null });
  }

  #next(): void {
    const { callId } = this.#state;
    const idle = this.#flight === null && this.#gap === undefined;
    if (callId !== null && idle && this.#wanted !== this.#read) void this.#load(callId);
  }

  async #load(callId: string): Promise<void> {
    const flight = new AbortController();
    this.#flight = flight;
    this.#read = this.#wanted;
    const answer = await this.read(callId, flight.signal);
    if (this.#flight !== flight) return;
    this.#flight = null;
    this.#tell(
      answer.kind === 'found'
        ? { callId, detail: answer.detail, failure: null }
        : { ...this.#state, failure: answer.kind },
    );
    this.#gap = setTimeout(() => {
      this.#gap = undefined;
      this.#next();
    }, READ_GAP_MS);
  }

  #tell(state: DetailState): void {
    this.#state = state;
    this.publish(state);
  }
}
