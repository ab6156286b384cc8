import { extname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { DamagedLogError } from '../errors';
import { THREAD_ARGS } from '../thread-args';
import type { Opening, WriterOptions, WriterReply, WriterRequest } from './writer-protocol';

const SCRIPT = join(__dirname, `writer.worker${extname(__filename)}`);

type Reply<Kind extends WriterReply['kind']> = Extract<WriterReply, { kind: Kind }>;

interface Waiting {
  readonly resolve: (reply: WriterReply) => void;
  readonly reject: (error: Error) => void;
}

/** The writer thread, seen from the main thread: requests are answered in their order. */
export class WriterThread {
  readonly #worker: Worker;
  readonly #waiting: Waiting[] = [];
  #lost: Error | null = null;
  /** From ready until closing: only then is an end of the thread a loss. */
  #isServing = false;
  /** @throws DamagedLogError when the log cannot be opened for that reason. */
  readonly ready: Promise<Opening>;

  /** @param onLost is told once when the thread is gone though nobody closed it: nothing can be stored any more. */
  constructor(
    options: WriterOptions,
    private readonly onLost: (error: Error) => void,
    script = SCRIPT,
  ) {
    this.#worker = new Worker(script, {
      workerData: options,
      execArgv: [...THREAD_ARGS],
    });
    this.#worker.on('message', (reply: WriterReply) => this.#waiting.shift()?.resolve(reply));
    this.#worker.on('error', (error) => {
      this.#fail(error);
    });
    this.#worker.on('exit', () => {
      this.#fail(new Error('the log writer has ended'));
    });
    this.ready = this.#next().then((reply) => {
      const ready = expected(reply, 'ready');
      this.#isServing = true;
      return ready;
    });
  }

  /**
   * @throws Error that says why, when the request could not be fulfilled; DamagedLogError when the log is not what was
   * stored.
   */
  async ask<Kind extends WriterReply['kind']>(request: WriterRequest, kind: Kind): Promise<Reply<Kind>> {
    if (request.kind === 'close') this.#isServing = false;
    const reply = this.#next();
    this.#worker.postMessage(request);
    return expected(await reply, kind);
  }

  #next(): Promise<WriterReply> {
    return new Promise((resolve, reject) => {
      if (this.#lost) reject(this.#lost);
      else this.#waiting.push({ resolve, reject });
    });
  }

  #fail(error: Error): void {
    if (this.#lost) return;
    this.#lost = error;
    for (const { reject } of this.#waiting.splice(0)) reject(error);
    if (this.#isServing) this.onLost(error);
  }
}

function expected<Kind extends WriterReply['kind']>(reply: WriterReply, kind: Kind): Reply<Kind> {
  if (reply.kind === kind) return reply as Reply<Kind>;
  if (reply.kind === 'damaged') throw new DamagedLogError(reply.reason, reply.copy);
  throw new Error(reply.kind === 'failed' ? reply.reason : `the log writer answered ${reply.kind}`);
}
