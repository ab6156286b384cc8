import type { Frame } from './frame';

/** A hidden tab gets no animation frames; without this its buffer would grow until it is looked at again. */
const HIDDEN_TAB_MS = 500;

/** When to flush: `schedule` calls back once, and gives the way to call it off. */
export type Schedule = (flush: () => void) => void;

export const nextFrame: Schedule = (flush) => {
  const once = (): void => {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
    flush();
  };
  const frame = requestAnimationFrame(once);
  const timer = setTimeout(once, HIDDEN_TAB_MS);
};

/** Collects what the stream brings and hands it on at most once per animation frame. */
export class FrameBuffer {
  #frames: Frame[] = [];

  constructor(
    private readonly apply: (frames: readonly Frame[]) => void,
    private readonly schedule: Schedule = nextFrame,
  ) {}

  push(frame: Frame): void {
    this.#frames.push(frame);
    if (this.#frames.length === 1) this.schedule(() => this.flush());
  }

  /** At once: somebody wants to know what all frames up to now make. */
  flush(): void {
    const frames = this.#frames;
    this.#frames = [];
    this.apply(frames);
  }
}
