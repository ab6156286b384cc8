import type { CallRow, Stats } from '@callscope/call-state';
import type { WindowName } from '../route/window';
import { applyFrames, emptyBoard, framesOf, type Board } from './board';
import { removedIn, type Frame } from './frame';
import { FrameBuffer } from './frame-buffer';
import { type HeldBoard, heldThrough, hold, type Unseen, unseen } from './held-board';
import type { LinkState } from './live-connection';
import { goToLoginIfAsked } from './login';
import { watchPageLife } from './page-life';
import { countLive, orderRows, shownRow } from './row-order';
import { SharedConnection } from './shared-connection';
import { tabsOfBrowser } from './tabs';

/** The board as it stands: one stream in, rows and totals out. */
export class LiveStore {
  #board = $state.raw<Board>(emptyBoard);
  /** What the reader looks at while paused; the stream goes on behind it. */
  #held = $state.raw<HeldBoard | null>(null);
  readonly #seen: Board = $derived(this.#held?.board ?? this.#board);
  #link = $state<LinkState>('connecting');
  #loadedVersion = $state<string | null>(null);
  #downSince = $state<number | null>(null);
  #chosen = $state<string | null>(null);
  #chosenRow = $state.raw<CallRow | null>(null);

  readonly rows: readonly CallRow[] = $derived(orderRows(this.#seen.rows.values()));
  readonly live = $derived(countLive(this.#seen.rows.values()));
  readonly shown: CallRow | null = $derived(this.row(this.#chosen) ?? this.#chosenRow ?? shownRow(this.rows, null));
  readonly following = $derived(this.row(this.#chosen) === null && this.#chosenRow === null);

  readonly #buffer = new FrameBuffer((frames) => this.#apply(frames));
  /** Nothing on screen hangs on who listens. */
  #listeners: readonly ((frames: readonly Frame[]) => void)[] = [];
  #window: WindowName;
  #connection: SharedConnection;

  /** `window`: the range that the figures are of. */
  constructor(window: WindowName) {
    this.#window = window;
    this.#connection = this.#connectionOf(window);
  }

  get known(): boolean {
    return this.#seen.known;
  }

  /** No event was ever told: nothing can be in progress, or late. */
  get blank(): boolean {
    return this.#seen.rows.size === 0 && this.#seen.stats?.as_of.position === 0;
  }

  get hello(): Board['hello'] {
    return this.#board.hello;
  }

  /** All ended calls are on the board. */
  get whole(): boolean {
    return this.#seen.whole;
  }

  get stats(): Stats | null {
    return this.#seen.stats;
  }

  get link(): LinkState {
    return this.#link;
  }

  get lag(): Board['lag'] {
    return this.#board.lag;
  }

  /** What has happened since the reader paused; null while the page is not paused. */
  get paused(): Unseen | null {
    return this.#held && unseen(this.#held);
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

  /** The figures are of this range from now on: its snapshot takes the place of what is shown. */
  showWindow(window: WindowName): void {
    if (window === this.#window) return;
    this.#window = window;
    this.#held = null;
    this.#connection.stop();
    this.#connection = this.#connectionOf(window);
    this.#connection.start();
  }

  /** `listen` is given all frames of an animation frame, just before the board that they make. */
  onFrames(listen: (frames: readonly Frame[]) => void): () => void {
    this.#listeners = [...this.#listeners, listen];
    return () => {
      this.#listeners = this.#listeners.filter((other) => other !== listen);
    };
  }

  /** Rows and figures hold still, so that they can be read, until this is called again. */
  togglePause(): void {
    this.#held = this.#held === null ? hold(this.#board) : null;
  }

  retry(): void {
    this.#connection.retryNow();
  }

  /** The row of a call as the board has it; null when it is not on the board. */
  row(callId: string | null): CallRow | null {
    return callId === null ? null : (this.#seen.rows.get(callId) ?? null);
  }

  /** `row`: of a call that the board may not have; it is shown while the board has none. */
  choose(callId: string, row: CallRow | null = null): void {
    this.#chosen = callId;
    this.#chosenRow = row;
  }

  follow(): void {
    this.#chosen = null;
    this.#chosenRow = null;
  }

  #connectionOf(window: WindowName): SharedConnection {
    return new SharedConnection({
      url: `/api/v2/live?window=${window}`,
      tabs: tabsOfBrowser(),
      onFrame: (frame) => this.#buffer.push(frame),
      onState: (state) => this.#linkIs(state),
      onRefused: () => void goToLoginIfAsked(),
      board: () => {
        this.#buffer.flush();
        return framesOf(this.#board);
      },
    });
  }

  #apply(frames: readonly Frame[]): void {
    for (const listen of this.#listeners) listen(frames);
    if (removedIn(frames).includes(this.#chosen ?? '')) this.follow();
    this.#board = applyFrames(this.#board, frames);
    if (this.#held !== null) this.#held = heldThrough(this.#held, frames);
    this.#loadedVersion ??= this.#board.hello?.version ?? null;
  }

  #linkIs(state: LinkState): void {
    this.#link = state;
    this.#downSince = state === 'live' ? null : (this.#downSince ?? Date.now());
  }
}
