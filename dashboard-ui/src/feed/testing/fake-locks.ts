interface Waiting {
  readonly grant: () => Promise<unknown>;
  readonly settle: { resolve: (value: unknown) => void; reject: (reason: unknown) => void };
}

/** The part of `navigator.locks` that the page uses, for Node 20 has none: exclusive locks, in order, to be stolen. */
export class FakeLocks {
  readonly #held = new Map<string, Waiting>();
  readonly #queues = new Map<string, Waiting[]>();

  readonly request = ((name: string, options: LockOptions, grant: () => Promise<unknown>) =>
    new Promise<unknown>((resolve, reject) => {
      const wish: Waiting = { grant, settle: { resolve, reject } };
      const queue = this.#queues.get(name) ?? [];
      this.#queues.set(name, queue);
      if (options.steal) {
        this.#held.get(name)?.settle.reject(new DOMException('stolen', 'AbortError'));
        this.#held.delete(name);
        queue.unshift(wish);
      } else {
        queue.push(wish);
        options.signal?.addEventListener('abort', () => {
          const place = queue.indexOf(wish);
          if (place === -1) return;
          queue.splice(place, 1);
          reject(new DOMException('not wanted any longer', 'AbortError'));
        });
      }
      queueMicrotask(() => this.#next(name));
    })) as LockManager['request'];

  #next(name: string): void {
    if (this.#held.has(name)) return;
    const wish = this.#queues.get(name)?.shift();
    if (wish === undefined) return;
    this.#held.set(name, wish);
    void wish.grant().then((value) => {
      wish.settle.resolve(value);
      if (this.#held.get(name) !== wish) return;
      this.#held.delete(name);
      this.#next(name);
    });
  }
}
