import { extname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { THREAD_ARGS, type TrimRequest } from '@callscope/event-log';
import { filter, firstValueFrom, type Observable, Subject } from 'rxjs';
import type { DeadLetter } from './dead-letters';
import { LaneProgress } from './lane-progress';
import { FIRST_LANE } from './lanes';
import { errorOf } from './told-error';
import type { ViewsReply, ViewsRequest, ViewsThreadOptions } from './views-protocol';

const SCRIPT = join(__dirname, `views.worker${extname(__filename)}`);

/**
 * More room for what is gone a moment later was measured to make a thread larger and no faster. A side lane is not
 * waited for: with a limit its heap grows more slowly, at the price of some collecting.
 */
const FIRST = { maxYoungGenerationSizeMb: 24 };
const SIDE = { maxYoungGenerationSizeMb: 24, maxOldGenerationSizeMb: 1_024 };

interface Waiting {
  /** What was asked, when it is a query. */
  readonly query: string | null;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** How long a query took in the thread; the time before, when others were answered, is not in it. */
export interface QueryTime {
  /** Class and method, as `CallsQueries.page`. */
  readonly query: string;
  readonly ms: number;
}

/** What the thread says without being asked. */
export interface ViewsListener {
  onDeadLetter(letter: DeadLetter): void;
  /** The thread is gone though nobody closed it: nothing can be read any more. */
  onLost(error: Error): void;
}

/** The views thread, seen from the main thread. */
export class ViewsThread {
  /** Which lane it makes. */
  readonly lane: string;
  readonly progress = new LaneProgress();
  readonly #worker: Worker;
  readonly #ready: Promise<void>;
  #becomeReady: () => void = () => undefined;
  readonly #troubles = new Subject<Error>();
  readonly #queryTimes = new Subject<QueryTime>();
  readonly #waiting = new Map<number, Waiting>();
  readonly #deadLetters = new Map<string, number>();
  #names: readonly string[] = [];
  /** Up to where the log reaches, what of that the thread was told, and up to where it came. */
  #head: number;
  #toldHead: number;
  #reached = 0;
  #asked = 0;
  #lost: Error | null = null;
  #closed: (() => void) | null = null;
  #closing: Promise<void> | null = null;

  constructor(
    options: ViewsThreadOptions,
    private readonly listener: ViewsListener,
  ) {
    this.lane = options.lane;
    this.#head = this.#toldHead = options.head;
    this.#ready = new Promise((resolve) => {
      this.#becomeReady = resolve;
    });
    this.#worker = new Worker(SCRIPT, {
      workerData: options,
      execArgv: [...THREAD_ARGS],
      resourceLimits: options.lane === FIRST_LANE ? FIRST : SIDE,
    });
    this.#worker.on('message', (reply: ViewsReply) => {
      this.#hear(reply);
    });
    this.#worker.on('error', (error) => {
      this.#fail(error);
    });
    this.#worker.on('exit', () => {
      this.#fail(new Error('the views thread has ended'));
    });
  }

  /** Its file is open, and its tables are there. Also when the thread is lost: whoever asks is told then. */
  get ready(): Promise<void> {
    return this.#ready;
  }

  /** Position up to which every read model stands; it falls back when something could not be written. */
  get position(): number {
    return this.progress.position.value;
  }

  /** The position, now and whenever it moves. */
  get positions(): Observable<number> {
    return this.progress.position;
  }

  /** A page cannot be taken in or written; it is tried again. */
  get troubles(): Observable<Error> {
    return this.#troubles;
  }

  /** Each query that was answered. */
  get queryTimes(): Observable<QueryTime> {
    return this.#queryTimes;
  }

  /** Names of the read models. */
  get names(): readonly string[] {
    return this.#names;
  }

  /** How many events each projection has set aside. */
  get deadLetters(): ReadonlyMap<string, number> {
    return this.#deadLetters;
  }

  /** The log has grown up to here. While it works off what it was told before it is not told: waking it is dear. */
  grown(head: number): void {
    this.#head = Math.max(head, this.#head);
    this.#tellOn();
  }

  /** Somebody waits until it shows the log up to here: it is told at once, and gathers no more before. */
  hurry(head: number): void {
    this.#toldHead = this.#head = Math.max(head, this.#head);
    this.#post({ kind: 'hurry', head: this.#head });
  }

  /** Waits until every read model stands at this position or above. */
  async reached(position: number): Promise<void> {
    await firstValueFrom(this.progress.position.pipe(filter((at) => at >= position)));
  }

  /** Asks a class of queries; all that was taken in by then stands in the answer. */
  ask(queries: string, method: string, args: unknown[]): Promise<unknown> {
    return this.#request((id) => ({ kind: 'ask', id, queries, method, args }), `${queries}.${method}`);
  }

  /** What the log must be told so that it can trim these calls and no sum changes. */
  async planTrim(callIds: readonly string[]): Promise<TrimRequest> {
    return (await this.#request((id) => ({ kind: 'plan-trim', id, callIds }))) as TrimRequest;
  }

  /** The log has trimmed these calls: their rows go. */
  async trimmed(callIds: readonly string[], version: number): Promise<void> {
    await this.#request((id) => ({ kind: 'trimmed', id, callIds, version }));
  }

  /** Waits until all that was taken in by then can be read by the other lanes, too. */
  async write(): Promise<void> {
    await this.#request((id) => ({ kind: 'write', id }));
  }

  /**
   * Nothing is left in the files of what the rows no longer say.
   * @throws Error when that could not be done.
   */
  async wipe(): Promise<void> {
    await this.#request((id) => ({ kind: 'wipe', id }));
  }

  /** Lets go of the file of another lane, and holds back what is asked until `attach`. */
  async release(lane: string): Promise<void> {
    await this.#request((id) => ({ kind: 'release', id, lane }));
  }

  async attach(lane: string): Promise<void> {
    await this.#request((id) => ({ kind: 'attach', id, lane }));
  }

  /**
   * Lets the new views take the place of the old ones.
   * @throws Error when they cannot be written; the old ones go on to answer.
   */
  async swap(): Promise<void> {
    await this.#request((id) => ({ kind: 'swap', id }));
  }

  /** Writes what was taken in, and ends the thread. A second time it does nothing. */
  close(): Promise<void> {
    return (this.#closing ??= this.#close());
  }

  async #close(): Promise<void> {
    if (this.#lost) return;
    const closed = new Promise<void>((resolve) => {
      this.#closed = resolve;
    });
    this.#post({ kind: 'close' });
    await closed;
  }

  /** It says up to where it came, after each page and when it falls back. */
  #came(position: number): void {
    this.#reached = position;
    this.#tellOn();
  }

  #tellOn(): void {
    if (this.#head <= this.#toldHead || this.#reached < this.#toldHead) return;
    this.#toldHead = this.#head;
    this.#post({ kind: 'grown', head: this.#head });
  }

  #request(make: (id: number) => ViewsRequest, query: string | null = null): Promise<unknown> {
    return new Promise((resolve, reject) => {
      if (this.#lost) {
        reject(this.#lost);
        return;
      }
      const id = (this.#asked += 1);
      this.#waiting.set(id, { query, resolve, reject });
      this.#post(make(id));
    });
  }

  #post(request: ViewsRequest): void {
    if (!this.#lost) this.#worker.postMessage(request);
  }

  #hear(reply: ViewsReply): void {
    switch (reply.kind) {
      case 'ready':
        this.#names = reply.names;
        for (const [name, n] of reply.deadLetters) this.#deadLetters.set(name, n);
        this.progress.stands(reply.position, reply.rebuilding);
        this.#came(reply.rebuilding ?? reply.position);
        this.#becomeReady();
        return;
      case 'progress':
        this.progress.stands(reply.position);
        this.#came(reply.position);
        return;
      case 'rebuilding':
        this.progress.rebuilt(reply.position);
        this.#came(reply.position);
        return;
      case 'swap-due':
        this.progress.offerSwap();
        return;
      case 'swapped':
        this.#deadLetters.clear();
        for (const [name, n] of reply.deadLetters) this.#deadLetters.set(name, n);
        this.progress.stands(reply.position);
        return;
      case 'answer': {
        const { id, value, ms } = reply;
        const waiting = this.#answered(id);
        if (waiting?.query) this.#queryTimes.next({ query: waiting.query, ms });
        waiting?.resolve(value);
        return;
      }
      case 'refusal':
        this.#answered(reply.id)?.reject(errorOf(reply.error));
        return;
      case 'trouble':
        this.#troubles.next(errorOf(reply.error));
        return;
      case 'dead-letter': {
        const { letter } = reply;
        // Those of views in the making count once they answer.
        if (this.progress.rebuilding === null) {
          this.#deadLetters.set(letter.projection, (this.#deadLetters.get(letter.projection) ?? 0) + 1);
        }
        this.listener.onDeadLetter(letter);
        return;
      }
      case 'closed':
        this.#closed?.();
        return;
    }
  }

  #answered(id: number): Waiting | undefined {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    return waiting;
  }

  #fail(error: Error): void {
    if (this.#lost) return;
    this.#lost = error;
    this.#becomeReady();
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
    if (this.#closed) this.#closed();
    else this.listener.onLost(error);
  }
}
