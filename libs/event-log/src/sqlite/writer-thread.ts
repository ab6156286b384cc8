import { extname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { WriterOptions, WriterReply, WriterRequest } from './writer-protocol';

/** Run from sources (tests), the worker needs the TypeScript hook that its parent has; once built, it needs nothing. */
const FROM_SOURCE = extname(__filename) === '.ts';

/** The writer thread, seen from the main thread: one request, one reply. */
export class WriterThread {
  readonly #worker: Worker;
  #waiting: { resolve: (reply: WriterReply) => void; reject: (error: Error) => void } | null = null;
  #lost: Error | null = null;
  readonly ready: Promise<Extract<WriterReply, { kind: 'ready' }>>;

  constructor(options: WriterOptions) {
    this.#worker = new Worker(join(__dirname, `writer.worker${extname(__filename)}`), {
      workerData: options,
      execArgv: FROM_SOURCE ? ['-r', '@swc-node/register'] : [],
    });
    this.#worker.on('message', (reply: WriterReply) => {
      const waiting = this.#waiting;
      this.#waiting = null;
      waiting?.resolve(reply);
    });
    this.#worker.on('error', (error) => {
      this.#fail(error);
    });
    this.#worker.on('exit', () => {
      this.#fail(new Error('the log writer has ended'));
    });
    this.ready = this.#next().then((reply) => {
      if (reply.kind !== 'ready') throw new Error(`the log writer began with ${reply.kind}`);
      return reply;
    });
  }

  async ask(request: WriterRequest): Promise<WriterReply> {
    const reply = this.#next();
    this.#worker.postMessage(request);
    return reply;
  }

  #next(): Promise<WriterReply> {
    return new Promise((resolve, reject) => {
      if (this.#lost) reject(this.#lost);
      else this.#waiting = { resolve, reject };
    });
  }

  #fail(error: Error): void {
    this.#lost ??= error;
    this.#waiting?.reject(error);
    this.#waiting = null;
  }
}
