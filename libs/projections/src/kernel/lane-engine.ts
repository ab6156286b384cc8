import type { EventSource } from './event-source';
import type { LaneViews } from './lane-views';
import { toldError } from './told-error';
import { ViewsEngine } from './views-engine';
import type { ViewsReply } from './views-protocol';

const RETRY_MS = 1_000;

/** Drives the views of a lane. Those in the making offer to take their place once they show the whole log. */
export class LaneEngine {
  #engine: ViewsEngine;
  #offered = false;
  #retry: NodeJS.Timeout | null = null;

  constructor(
    private readonly source: EventSource,
    private readonly lane: LaneViews,
    private head: number,
    private readonly tell: (reply: ViewsReply) => void,
  ) {
    this.#engine = this.#drive();
  }

  grown(head: number): void {
    this.head = Math.max(head, this.head);
    this.#engine.grown(head);
  }

  /** Somebody waits until the views show the log up to here. */
  hurry(head: number): void {
    this.head = Math.max(head, this.head);
    this.#engine.hurry(head);
  }

  /** Before a read: what was taken in is written. Those that answer while others are made take in nothing. */
  flush(): void {
    if (!this.lane.rebuilding) this.#engine.flush();
  }

  /**
   * Lets the new views take the place of the old ones.
   * @throws Error when they cannot be written: the old ones go on to answer, and the new ones offer themselves again.
   */
  swap(): void {
    this.#engine.stop();
    try {
      this.lane.prepareSwap();
    } catch (error) {
      this.tell({ kind: 'trouble', error: toldError(error) });
      this.#engine = this.#drive();
      this.#retry = setTimeout(() => {
        this.#offered = false;
        this.#offer();
      }, RETRY_MS);
      throw error;
    }
    try {
      this.lane.swap();
    } catch (error) {
      // Neither is open any more: the thread ends, and the next start finds out what there is.
      process.nextTick(() => {
        throw error;
      });
      throw error;
    }
    const { position, deadLetters } = { position: this.lane.made.position, deadLetters: this.lane.made.deadLetters() };
    this.tell({ kind: 'swapped', position, deadLetters: [...deadLetters] });
    this.#engine = this.#drive();
  }

  /** Writes what was taken in, and ends. */
  stop(): void {
    if (this.#retry) clearTimeout(this.#retry);
    this.#engine.stop();
    this.#engine.save();
  }

  #drive(): ViewsEngine {
    const engine = new ViewsEngine(this.source, this.lane.made);
    engine.grown(this.head);
    engine.start(
      (position) => {
        this.tell({ kind: this.lane.rebuilding ? 'rebuilding' : 'progress', position });
        this.#offer();
      },
      (error) => {
        this.tell({ kind: 'trouble', error: toldError(error) });
      },
    );
    // There may be nothing left to take in.
    this.#offer();
    return engine;
  }

  #offer(): void {
    if (this.#offered || !this.lane.rebuilding || this.lane.made.position < this.head) return;
    this.#offered = true;
    this.tell({ kind: 'swap-due' });
  }
}
