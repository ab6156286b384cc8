import type { CallDetail, CallRow } from '@callscope/call-state';
import { fresh, hear, type PassingWords, settle, withoutTurn } from '../rail/passing-words';
import { mustRead } from '../rail/must-read';
import { tellsWords, withOpenTurn, withTurn } from '../rail/told-turn';
import type { Frame } from './frame';

export type DetailAnswer =
  { readonly kind: 'found'; readonly detail: CallDetail } | { readonly kind: 'gone' } | { readonly kind: 'failed' };

export type ReadDetail = (callId: string, signal: AbortSignal) => Promise<DetailAnswer>;

export interface DetailState {
  readonly callId: string | null;
  /** The last that was read of this call, with the turns that were told since. */
  readonly detail: CallDetail | null;
  readonly failure: 'gone' | 'failed' | null;
  /** What is being said; each role once. */
  readonly words: readonly PassingWords[];
  /** When the newest of the turn that goes on was told, by this page's clock; null when that was before it looked. */
  readonly openAt: number | null;
}

export const noDetail: DetailState = { callId: null, detail: null, failure: null, words: [], openAt: null };

/** Between two reads of one call, however much happens in it. */
export const READ_GAP_MS = 2_000;

/** How often it is looked whether words in passing are old. */
export const LOOK_MS = 1_000;

/**
 * Keeps the detail of the shown call up to date: it is read once, then the frames of the stream are put into it, and it
 * is read again only for what no frame brings. Never more than one read is under way.
 */
export class DetailLoader {
  #state = noDetail;
  #row: CallRow | null = null;
  #due = false;
  /** Told since the read under way began: its answer may be older. */
  #told: ((detail: CallDetail) => CallDetail)[] = [];
  #flight: AbortController | null = null;
  #gap: ReturnType<typeof setTimeout> | undefined;
  #looking: ReturnType<typeof setInterval> | undefined;

  constructor(
    private readonly read: ReadDetail,
    private readonly publish: (state: DetailState) => void,
  ) {}

  /** The call to show, as the stream tells its row; with each new row it is seen whether the rest is still known. */
  want(row: CallRow | null): void {
    const callId = row?.call_id ?? null;
    if (callId !== this.#state.callId) this.#turnTo(callId);
    const before = this.#row;
    this.#row = row;
    if (row === null) return;
    const { detail, failure } = this.#state;
    if (before === null || mustRead(before, row, failure === null ? detail : null)) this.#due = true;
    if (before?.live === true && !row.live) {
      // What the end brings along is read at once, whenever the last read was.
      this.#endGap();
      this.#tell({ words: [] });
    }
    this.#next();
  }

  /** All frames of one animation frame, before the rows that they make. */
  hear(frames: readonly Frame[], now = Date.now()): void {
    const { callId, detail: before, words: heard, openAt: opened } = this.#state;
    if (callId === null) return;
    let detail = before;
    let words = heard;
    let openAt = opened;
    const put = (told: (detail: CallDetail) => CallDetail): void => {
      if (this.#flight !== null) this.#told.push(told);
      detail &&= told(detail);
    };
    for (const { name, data } of frames) {
      // The stream was lost: what it would have told meanwhile is not known.
      if (name === 'snapshot') this.#due = true;
      if (name === 'turn' && data.call_id === callId) {
        const { call_id: _, ...turn } = data;
        const known = detail?.turns.find((other) => other.turn === turn.turn);
        if (known === undefined || known.position < turn.position) words = withoutTurn(words, turn);
        if (!tellsWords(turn)) this.#due = true;
        put((known) => withTurn(known, turn));
      } else if (name === 'open_turn' && data.call_id === callId) {
        const { call_id: _, ...turn } = data;
        put((known) => withOpenTurn(known, turn));
        openAt = now;
      } else if (name === 'transcript' && data.call_id === callId) {
        // Words that come after their turn are late.
        if (!detail?.turns.some(({ turn }) => turn === data.turn)) words = hear(words, data, now);
      }
    }
    if (detail !== before || words !== heard) this.#tell({ detail, words, openAt });
    this.#next();
  }

  /** Only after a failure: nothing else is read for being asked. */
  retry(): void {
    if (this.#state.failure === null) return;
    this.#due = true;
    this.#next();
  }

  stop(): void {
    this.#turnTo(null);
  }

  #turnTo(callId: string | null): void {
    this.#flight?.abort();
    this.#flight = null;
    this.#endGap();
    this.#row = null;
    this.#due = false;
    this.#told = [];
    this.#tell({ ...noDetail, callId });
  }

  #next(): void {
    const { callId } = this.#state;
    const idle = this.#flight === null && this.#gap === undefined;
    if (callId !== null && idle && this.#due) void this.#load(callId);
  }

  async #load(callId: string): Promise<void> {
    const flight = new AbortController();
    this.#flight = flight;
    this.#due = false;
    this.#told = [];
    const answer = await this.read(callId, flight.signal);
    if (this.#flight !== flight) return;
    this.#flight = null;
    if (answer.kind === 'found') this.#take(answer.detail);
    else this.#tell({ failure: answer.kind });
    this.#gap = setTimeout(() => {
      this.#gap = undefined;
      this.#next();
    }, READ_GAP_MS);
  }

  #take(read: CallDetail): void {
    const { detail: before, words, openAt } = this.#state;
    // A read that is as new as the row holds all that made it due.
    if (read.position >= (this.#row?.position ?? Infinity)) this.#due = false;
    const settled = before === null ? words : settle(words, before.position, read);
    const detail = this.#told.reduce((known, told) => told(known), read);
    const isKnown = detail.open_turn?.position === before?.open_turn?.position;
    this.#tell({ detail, failure: null, words: settled, openAt: isKnown ? openAt : null });
  }

  #endGap(): void {
    clearTimeout(this.#gap);
    this.#gap = undefined;
  }

  #tell(changes: Partial<DetailState>): void {
    this.#state = { ...this.#state, ...changes };
    this.#look();
    this.publish(this.#state);
  }

  /** Only while there is something to forget. */
  #look(): void {
    if (this.#state.words.length === 0) {
      clearInterval(this.#looking);
      this.#looking = undefined;
    }
    if (this.#state.words.length === 0 || this.#looking !== undefined) return;
    this.#looking = setInterval(() => {
      const words = fresh(this.#state.words, Date.now());
      if (words.length < this.#state.words.length) this.#tell({ words });
    }, LOOK_MS);
  }
}
