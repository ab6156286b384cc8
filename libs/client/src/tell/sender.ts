import { backoffMs } from '../backoff';
import { isOver, type Machine } from '../machine';
import { ServiceRefusal } from '../service-refusal';
import { messageOf } from '../trouble';
import { type Outcome, postBatch } from './post-batch';
import type { Problem } from './problem';
import type { ProducerOptions } from './producer-options';
import type { ToldEvent } from './told-event';
import type { ToldLine } from './told-line';
import type { Bound, WaitingLine, WaitingLines } from './waiting-lines';

/** What one request takes at most. */
export const BATCH: Bound = { events: 500, bytes: 1_048_576 };

/** Tells what waits, one request after the other, so that the order stays; again and again where it fails. */
export class Sender {
  readonly #stop = new AbortController();
  /** Ends the wait after a failure. */
  #wake = new AbortController();
  #failures = 0;
  #maxEvents = BATCH.events;
  #running: Promise<void> | null = null;

  constructor(
    private readonly waiting: WaitingLines,
    private readonly options: ProducerOptions,
    private readonly machine: Machine,
    /** After each request, and after each failure. */
    private readonly onProgress: () => void,
  ) {}

  get isRunning(): boolean {
    return this.#running !== null;
  }

  /** Begins, unless it runs already. Never rejects. */
  run(): Promise<void> {
    this.#running ??= this.#sendAll().finally(() => {
      this.#running = null;
      // What was told in the very moment of the end.
      if (this.waiting.size > 0 && !isOver(this.#stop.signal)) void this.run();
    });
    return this.#running;
  }

  /** Does not wait for the end of the wait after a failure. */
  hurry(): void {
    this.#wake.abort();
    void this.run();
  }

  /** Breaks off what is under way. */
  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#running;
  }

  async #sendAll(): Promise<void> {
    const { signal } = this.#stop;
    while (this.waiting.size > 0 && !isOver(signal)) {
      const batch = this.waiting.hold({ ...BATCH, events: this.#maxEvents });
      try {
        const outcome = await postBatch({ ...this.options, signal }, batch, this.machine);
        this.#failures = 0;
        this.waiting.settle(this.#left(batch, outcome));
        this.onProgress();
      } catch (error) {
        this.waiting.settle(batch);
        if (!isOver(signal)) await this.#wait(error);
      }
    }
  }

  /** What of a batch has to be sent again. */
  #left(batch: readonly WaitingLine[], outcome: Outcome): readonly WaitingLine[] {
    if (outcome.kind === 'refused') {
      // One of them is to blame: it is looked for by halves.
      if (batch.length > 1) {
        this.#maxEvents = Math.ceil(batch.length / 2);
        return batch;
      }
      for (const line of batch) this.#refused(line, outcome.problem);
      this.#maxEvents = BATCH.events;
      return [];
    }
    this.#maxEvents = BATCH.events;
    const { problems, unnamed } = outcome;
    for (const [index, problem] of problems) {
      const line = batch[index];
      if (line !== undefined) this.#refused(line, problem);
    }
    // Sent again without those that were named, the next of them are; what was stored is a duplicate then.
    return unnamed > 0 && problems.size > 0 ? batch.filter((_, index) => !problems.has(index)) : [];
  }

  #refused({ json }: ToldLine, problem: Problem): void {
    callOut(() => this.options.onRefused?.(JSON.parse(json) as ToldEvent, problem));
  }

  async #wait(error: unknown): Promise<void> {
    const { status, code, retryAfterMs } = error instanceof ServiceRefusal ? error : NO_ANSWER;
    const retryInMs = backoffMs(this.#failures, retryAfterMs ?? 0, this.machine.random());
    const answered = status === undefined ? {} : { status, code };
    this.#failures += 1;
    callOut(() => this.options.onTrouble?.({ message: messageOf(error), ...answered, retryInMs }));
    this.onProgress();
    this.#wake = new AbortController();
    await this.machine.wait(retryInMs, AbortSignal.any([this.#stop.signal, this.#wake.signal]), true);
  }
}

const NO_ANSWER = { status: undefined, code: '', retryAfterMs: null } as const;

/** What the caller's own function throws must not stop the telling. */
export function callOut(work: () => void): void {
  try {
    work();
  } catch {
    // Nobody stands above this who could be told.
  }
}
