import type { CallRow, Stats } from '@callscope/call-state';
import { applyFrames, emptyBoard, framesOf, type Board } from './board';
import type { Frame } from './frame';
import { FrameBuffer } from './frame-buffer';
import type { LinkState } from './live-connection';
import { goToLoginIfAsked } from './login';
import { watchPageLife } from './page-life';
import { countLive, orderRows, shownRow } from './row-order';
import { SharedConnection } from './shared-connection';
import { tabsOfBrowser } from './tabs';

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
  readonly #connection = new SharedConnection({
    url: '/api/v2/live?window=all',
    tabs: tabsOfBrowser(),
    onFrame: (frame) => this.#buffer.push(frame),
    onState: (state) => this.#linkIs(state),
    onRefused: () => void goToLoginIfAsked(),
    board: () => {
      this.#buffer.flush();
      return framesOf(this.#board);
    },
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
    const unwatch = watchPageLife({
      onSleep: () => this.#connection.stop(),
      onWake: () => this.#connection.start(),
      onVisible: () => this.#link !== 'live' && void goToLoginIfAsked(),
      onOnline: () => this.#connection.online(),
    });
    this.#connection.start();
    return () => {
      unwatch();
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
