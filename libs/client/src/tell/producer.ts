import { type Machine, realMachine } from '../machine';
import { eventsUrl } from '../service-address';
import { messageOf } from '../trouble';
import { FileOutbox } from './file-outbox';
import { newId } from './new-id';
import type { ProducerOptions } from './producer-options';
import { BATCH, callOut, Sender } from './sender';
import type { ToldEvent } from './told-event';
import { lineOfEvent, type ToldLine } from './told-line';
import { WaitingLines } from './waiting-lines';

const BOUND = { events: 10_000, bytes: 16 * 1_048_576 } as const;
const BATCH_WITHIN_MS = 50;
const FLUSH_WITHIN_MS = 30_000;
const CLOSE_WITHIN_MS = 5_000;
/** A timer of more than these 24 days would end at once. */
const MAX_TIMER_MS = 2 ** 31 - 1;
/** While the service is away, what is dropped stays in the file: so it is written anew now and then. */
const MAX_FILE_BYTES = 2 * BOUND.bytes;

export interface Producer {
  /** Queues an event to be told soon. Never throws, and waits for nothing. */
  tell(event: ToldEvent): void;
  /** True when all that was told before is on its disk or refused, false when the time (ms) is over first. */
  flush(withinMs?: number): Promise<boolean>;
  /** Flushes, then ends. False: some was not told; in memory it is lost. Afterwards `tell` only counts as dropped. */
  close(withinMs?: number): Promise<boolean>;
  /** How many were given up because too many waited. */
  readonly dropped: number;
  /** How many are not told yet. */
  readonly waiting: number;
}

/**
 * Tells a service events, in order and at least once each; by their ids the service stores them once.
 * @throws TypeError when `url` is no address; what the file system throws when the outbox cannot be opened.
 */
export function producer(options: ProducerOptions): Producer {
  return producerOn(options, realMachine);
}

export function producerOn(options: ProducerOptions, machine: Machine): Producer {
  eventsUrl(options.url);
  return new QueueingProducer(options, machine);
}

/** Who waits until everything up to here is told. */
interface Flush {
  readonly upTo: number;
  readonly done: () => void;
}

class QueueingProducer implements Producer {
  readonly #waiting = new WaitingLines(BOUND);
  readonly #outbox: FileOutbox | null;
  readonly #sender: Sender;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #isDueNow = false;
  #closing: Promise<boolean> | null = null;
  #flushes: Flush[] = [];

  constructor(
    private readonly options: ProducerOptions,
    machine: Machine,
  ) {
    const { outbox = 'memory' } = options;
    // The first one takes milliseconds, which the first `tell` shall not.
    newId();
    this.#sender = new Sender(this.#waiting, options, machine, () => this.#progressed());
    this.#outbox = outbox === 'memory' ? null : new FileOutbox(outbox.file);
    for (const line of this.#outbox?.read() ?? []) this.#waiting.push(line);
    this.#schedule();
  }

  get dropped(): number {
    return this.#waiting.dropped;
  }

  get waiting(): number {
    return this.#waiting.size;
  }

  tell(event: ToldEvent): void {
    if (this.#closing !== null) {
      this.#waiting.countDropped();
      return;
    }
    let line: ToldLine;
    try {
      line = lineOfEvent(event, Date.now());
    } catch (error) {
      callOut(() => this.options.onRefused?.(event, { code: 'not_json', message: messageOf(error) }));
      return;
    }
    // Larger than the service takes: it would only push out others.
    if (line.bytes > BATCH.bytes) {
      const message = 'an event can have 1 MiB at most';
      callOut(() => this.options.onRefused?.(event, { code: 'event_too_large', message }));
      return;
    }
    this.#onOutbox((outbox) => outbox.append(line));
    this.#waiting.push(line);
    this.#schedule();
  }

  async flush(withinMs = FLUSH_WITHIN_MS): Promise<boolean> {
    if (this.#waiting.size === 0) return true;
    const upTo = this.#waiting.letIn;
    const told = new Promise<boolean>((resolve) => this.#flushes.push({ upTo, done: () => resolve(true) }));
    this.#sender.hurry();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const timerMs = Math.min(withinMs, MAX_TIMER_MS);
    const late = new Promise<boolean>((resolve) => (timer = setTimeout(() => resolve(false), timerMs)));
    return Promise.race([told, late]).finally(() => clearTimeout(timer));
  }

  close(withinMs = CLOSE_WITHIN_MS): Promise<boolean> {
    this.#closing ??= this.#close(withinMs);
    return this.#closing;
  }

  async #close(withinMs: number): Promise<boolean> {
    const isAllTold = await this.flush(withinMs);
    if (this.#timer !== null) clearTimeout(this.#timer);
    await this.#sender.stop();
    this.#onOutbox((outbox) => outbox.close());
    return isAllTold;
  }

  /** Soon after the first, at once when a batch is full; in a turn of its own, so that `tell` does none of the work. */
  #schedule(): void {
    if (this.#waiting.size === 0 || this.#sender.isRunning) return;
    const isFull = this.#waiting.size >= BATCH.events || this.#waiting.bytes >= BATCH.bytes;
    if (this.#timer !== null && (!isFull || this.#isDueNow)) return;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#isDueNow = isFull;
    this.#timer = setTimeout(
      () => {
        this.#timer = null;
        void this.#sender.run();
      },
      isFull ? 0 : BATCH_WITHIN_MS,
    );
  }

  #progressed(): void {
    const { size, oldest, lines } = this.#waiting;
    this.#onOutbox((outbox) => {
      if (size === 0) outbox.empty();
      else if (outbox.bytes > MAX_FILE_BYTES) outbox.rewrite(lines);
    });
    const isOver = ({ upTo }: Flush): boolean => upTo < oldest;
    const over = this.#flushes.filter(isOver);
    this.#flushes = this.#flushes.filter((flush) => !isOver(flush));
    for (const { done } of over) done();
  }

  /** A disk that fails does not stop the telling: what waits is in memory too. */
  #onOutbox(work: (outbox: FileOutbox) => void): void {
    const outbox = this.#outbox;
    if (outbox === null) return;
    try {
      work(outbox);
    } catch (error) {
      callOut(() => this.options.onTrouble?.({ message: `the outbox: ${messageOf(error)}`, retryInMs: 0 }));
    }
  }
}
