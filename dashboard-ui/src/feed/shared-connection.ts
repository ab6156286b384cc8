import type { Frame } from './frame';
import { LiveConnection, type LinkState, type LiveConnectionOptions } from './live-connection';
import { shareName, type TabMessage, type Tabs } from './tabs';

/** How often a tab that somebody looks at makes sure of its leader; after three times in vain it takes its place. */
export const WATCH_MS = 4_000;
const TIMES_IN_VAIN = 3;

export interface SharedConnectionOptions extends LiveConnectionOptions {
  /** All that the page holds, up to the last frame that it was given: hello and a snapshot. */
  readonly board: () => readonly Frame[];
  /** `null`: the tab has a connection of its own. */
  readonly tabs: Tabs | null;
}

/**
 * One stream for all tabs of a browser. On HTTP/1.1 a browser has six connections to a service; with a stream in each
 * tab the seventh would not even load.
 *
 * The tab that holds the lock leads: it has the stream and passes on each frame. When it goes, however it goes, the
 * browser gives the lock to the next, which opens a stream: that begins with a snapshot, for all. A tab that joins asks
 * the leader for what it holds. The answer is a snapshot, made and posted in one go, and what one tab posts arrives in
 * order: it replaces the frames before it, which are in it, and those after it follow. So nothing is missed and nothing
 * comes twice, with no positions to compare, no frames to keep and no second request.
 *
 * In hidden tabs timers run once a minute at worst, but messages of a stream and of other tabs arrive as ever, so what
 * a leader does hangs on those alone. Chrome on a desktop does not freeze a page whose lock another one waits for; where
 * it freezes one nonetheless, the page is told and leaves (`page-life.ts`). A phone may stop a page without telling it,
 * and it keeps the lock: the tab that is looked at misses its answers then, and steals the lock.
 */
export class SharedConnection {
  #state: LinkState = 'connecting';
  /** Of the leader that was heard last, or of this tab while it leads. */
  #leader = 0;
  #checks = 0;
  #id = '';
  #own: LiveConnection | null = null;
  #channel: BroadcastChannel | null = null;
  /** Its end takes the tab out of the queue for the lock, or gives the lock back. */
  #turn: AbortController | null = null;
  #watch: ReturnType<typeof setInterval> | undefined;

  constructor(private readonly options: SharedConnectionOptions) {}

  /** Again after `stop` as well; does nothing when it runs. */
  start(): void {
    if (this.#own !== null || this.#channel !== null) return;
    const { tabs, url } = this.options;
    if (tabs === null) {
      this.#lead();
      return;
    }
    if (this.#state !== 'connecting') this.#enter('reconnecting');
    this.#id = crypto.randomUUID();
    this.#channel = tabs.openChannel(shareName(url));
    this.#channel.onmessage = ({ data }: MessageEvent<TabMessage>) => this.#hear(data);
    this.#watch = setInterval(() => this.#lookForLeader(tabs), WATCH_MS);
    this.#follow(tabs);
  }

  /** The reader asked: at once, whatever the back-off says. */
  retryNow(): void {
    if (this.#own !== null) this.#own.retryNow();
    else this.#ask('retry');
  }

  /** Every tab hears that the machine is online again, and one of them has the stream. */
  online(): void {
    this.#own?.retryNow();
  }

  stop(): void {
    clearInterval(this.#watch);
    this.#stepDown();
    this.#turn?.abort();
    this.#channel?.close();
    this.#channel = null;
  }

  #follow(tabs: Tabs): void {
    this.#ask('board');
    this.#queue(tabs, false);
  }

  #queue({ locks }: Tabs, steal: boolean): void {
    this.#turn?.abort();
    const turn = new AbortController();
    this.#turn = turn;
    this.#checks = 0;
    const hold = (): Promise<void> => this.#hold(turn.signal);
    locks
      .request(shareName(this.options.url), steal ? { steal } : { signal: turn.signal }, hold)
      .catch((error: unknown) => {
        if (!turn.signal.aborted) this.#lostLock(error);
      });
  }

  #hold(signal: AbortSignal): Promise<void> {
    if (signal.aborted) return Promise.resolve();
    this.#lead();
    return new Promise((release) => signal.addEventListener('abort', () => release()));
  }

  #lostLock(error: unknown): void {
    const { tabs } = this.options;
    if (tabs !== null && error instanceof DOMException && error.name === 'AbortError') {
      this.#stepDown();
      this.#follow(tabs);
    } else {
      // The browser gives this page no locks, for its reader forbids it to store anything.
      this.#lead();
    }
  }

  #lead(): void {
    // By the clock too: this tab may not have heard yet of a leader that the others have heard of.
    this.#leader = Math.max(this.#leader + 1, Date.now());
    this.#own = new LiveConnection({
      ...this.options,
      onFrame: (frame) => {
        this.options.onFrame(frame);
        this.#say({ kind: 'frame', leader: this.#leader, frame });
      },
      onState: (state) => this.#tell(state),
      onRefused: () => {
        this.options.onRefused();
        this.#say({ kind: 'refused', leader: this.#leader });
      },
    });
    this.#tell(this.#state === 'connecting' ? 'connecting' : 'reconnecting');
    this.#own.start();
  }

  #stepDown(): void {
    this.#own?.stop();
    this.#own = null;
  }

  #hear(message: TabMessage): void {
    if (message.kind === 'ask') {
      if (this.#own !== null) this.#answer(this.#own, message.what, message.from);
      return;
    }
    // A leader that was replaced while it slept does not know it yet.
    if (this.#own !== null || message.leader < this.#leader) return;
    this.#checks = 0;
    this.#leader = message.leader;
    if (message.kind === 'state') this.#enter(message.state);
    else if (message.kind === 'refused') this.options.onRefused();
    else if (message.kind === 'frame') this.options.onFrame(message.frame);
    else if (message.to === this.#id) for (const frame of message.frames) this.options.onFrame(frame);
  }

  #answer(own: LiveConnection, what: 'board' | 'sign' | 'retry', to: string): void {
    if (what !== 'retry') this.#tell(this.#state);
    if (what === 'board' && own.state === 'live') {
      this.#say({ kind: 'board', leader: this.#leader, to, frames: this.options.board() });
    } else if (what === 'retry' || (what === 'board' && own.state !== 'connecting')) {
      // For a page that has just been loaded the service is back.
      own.retryNow();
    }
  }

  #lookForLeader(tabs: Tabs): void {
    if (this.#own !== null || !tabs.isVisible()) this.#checks = 0;
    else if (++this.#checks < TIMES_IN_VAIN) this.#ask('sign');
    else this.#queue(tabs, true);
  }

  #ask(what: 'board' | 'sign' | 'retry'): void {
    this.#say({ kind: 'ask', from: this.#id, what });
  }

  #say(message: TabMessage): void {
    this.#channel?.postMessage(message);
  }

  #tell(state: LinkState): void {
    this.#enter(state);
    this.#say({ kind: 'state', leader: this.#leader, state });
  }

  #enter(state: LinkState): void {
    if (state === this.#state) return;
    this.#state = state;
    this.options.onState(state);
  }
}
