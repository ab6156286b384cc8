/** Lets what is done under one key happen one after another, in the order asked for. Keys do not wait for each other. */
export class OneByOne {
  readonly #last = new Map<string, Promise<unknown>>();

  /** How many keys have something going on. */
  get size(): number {
    return this.#last.size;
  }

  run<T>(key: string, job: () => Promise<T>): Promise<T> {
    const before = this.#last.get(key);
    const mine = before ? before.then(job, job) : job();
    this.#last.set(key, mine);
    const done = (): void => {
      if (this.#last.get(key) === mine) this.#last.delete(key);
    };
    mine.then(done, done);
    return mine;
  }
}
