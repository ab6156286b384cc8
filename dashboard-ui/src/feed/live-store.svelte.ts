import type { CallRow, Stats } from '@callscope/call-state';
import { applyFrames, emptyBoard, type Board } from './board';
import type { Frame } from './frame';
import { FrameBuffer } from './frame-buffer';
import { LiveConnection, type LinkState } from './live-connection';
import { countLive, orderRows, shownRow } from './row-order';

/** The board as it stands: one stream in, rows and totals out. */
export class LiveStore {
  #board = $state.raw<Board>(emptyBoard);
  #link = $state<LinkState>('connecting');
  #loadedVersion = $state<string | null>(null);
  #downSince = $state<number | null>(null);
  #chosen = $state<string | null>(null);

  readonly rows: readonly CallRow[] = $derived(orderRows(this.#board.rows.values()));
  readonly live = $derived(countLive(this.#board.rows.values()));
  readonly shown: CallRow | null = $derived(shownRow(this.rows, this.#chosen));
  readonly following = $derived(this.#chosen === null || !this.#board.rows.has(this.#chosen));

  readonly #buffer = new FrameBuffer((frames) => this.#apply(frames));
  readonly #connection = new LiveConnection({
    url: '/api/v2/live?window=all',
    onFrame: (frame) => this.#buffer.push(frame),
    onState: (state) => this.#linkIs(state),
  });

  get known(): boolean {
    return this.#board.known;
  }

  get hello(): Board['hello'] {
    return this.#board.hello;
  }

  get stats(): Stats | null {
    return this.#board.stats;
  }

  get link(): LinkState {
    return this.#link;
  }

  /** The version this page came from; another one in `hello` means that the page is out of date. */
  get loadedVersion(): string | null {
    return this.#loadedVersion;
  }

  get stale(): boolean {
    return this.hello !== null && this.hello.version !== this.#loadedVersion;
  }

  /** Since when the numbers stand still; `null` while they are live. */
  get downSince(): number | null {
    return this.#downSince;
  }

  start(): () => void {
    const online = (): void => this.#connection.retryNow();
    addEventListener('online', online);
    this.#connection.start();
    return () => {
      removeEventListener('online', online);
      this.#connection.stop();
    };
  }

  retry(): void {
    this.#connection.retryNow();
  }

  choose(callId: string): void {
    this.#chosen = callId;
  }

  follow(): void {
    this.#chosen = null;
  }

  #apply(frames: readonly Frame[]): void {
    this.#board = applyFrames(this.#board, frames);
    this.#loadedVersion ??= this.#board.hello?.version ?? null;
  }

  #linkIs(state: LinkState): void {
    this.#link = state;
    this.#downSince = state === 'live' ? null : (this.#downSince ?? Date.now());
  }
}
