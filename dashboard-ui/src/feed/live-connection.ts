import { backOffMs } from './back-off';
import { FRAME_NAMES, readFrame, type Frame, type FrameName } from './frame';

export type LinkState = 'connecting' | 'live' | 'reconnecting' | 'lost';

/** After so long without a snapshot the numbers on the page are old, and it says so. */
export const LOST_AFTER_MS = 30_000;

export interface LiveConnectionOptions {
  readonly url: string;
  readonly onFrame: (frame: Frame) => void;
  readonly onState: (state: LinkState) => void;
  /** The service has answered, but with no stream; an EventSource does not tell with what. */
  readonly onRefused: () => void;
  readonly open?: (url: string) => EventSource;
}

/**
 * The stream of the board. A browser gives an EventSource up for good after an answer other than 200, a brief 503 for
 * example; this one then opens the next by itself, later each time.
 */
export class LiveConnection {
  #source: EventSource | null = null;
  #state: LinkState = 'connecting';
  #attempt = 0;
  #reopenTimer: ReturnType<typeof setTimeout> | undefined;
  #lostTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly options: LiveConnectionOptions) {}

  /** `connecting` until the first stream has brought a snapshot or has failed. */
  get state(): LinkState {
    return this.#state;
  }

  start(): void {
    this.#awaitSnapshot();
    this.#openNow();
  }

  /** At once, whatever the back-off says: the reader asked, or the machine is online again. */
  retryNow(): void {
    this.#attempt = 0;
    this.#openNow();
  }

  stop(): void {
    clearTimeout(this.#reopenTimer);
    clearTimeout(this.#lostTimer);
    this.#source?.close();
    this.#source = null;
  }

  #openNow(): void {
    clearTimeout(this.#reopenTimer);
    this.#source?.close();
    const source = (this.options.open ?? ((url) => new EventSource(url)))(this.options.url);
    this.#source = source;
    for (const name of FRAME_NAMES) {
      source.addEventListener(name, (event: MessageEvent<string>) => {
        if (source === this.#source) this.#receive(name, event.data);
      });
    }
    source.addEventListener('error', () => {
      if (source === this.#source) this.#failed(source);
    });
  }

  #receive(name: FrameName, text: string): void {
    const frame = readFrame(name, text);
    if (frame === null) return;
    if (frame.name === 'snapshot') this.#live();
    this.options.onFrame(frame);
  }

  #live(): void {
    this.#attempt = 0;
    clearTimeout(this.#lostTimer);
    this.#lostTimer = undefined;
    this.#enter('live');
  }

  #failed(source: EventSource): void {
    if (this.#state !== 'lost') this.#enter('reconnecting');
    this.#awaitSnapshot();
    // In any other state the browser is on its way back by itself.
    if (source.readyState === 2) {
      this.options.onRefused();
      this.#reopenTimer = setTimeout(() => this.#openNow(), backOffMs(this.#attempt++));
    }
  }

  #awaitSnapshot(): void {
    this.#lostTimer ??= setTimeout(() => this.#enter('lost'), LOST_AFTER_MS);
  }

  #enter(state: LinkState): void {
    if (state === this.#state) return;
    this.#state = state;
    this.options.onState(state);
  }
}
