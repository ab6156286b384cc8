/** What waits to be read, each once. What is asked for now goes before what is only looked at again. */
export class ReadQueue<T> {
  readonly #now = new Map<string, T>();
  readonly #later = new Map<string, T>();
  #wake: (() => void) | null = null;
  #ended = false;

  constructor(private readonly nameOf: (item: T) => string) {}

  add(item: T, when: 'now' | 'later'): void {
    const name = this.nameOf(item);
    if (when === 'now') this.#later.delete(name);
    else if (this.#now.has(name)) return;
    (when === 'now' ? this.#now : this.#later).set(name, item);
    this.#wake?.();
  }

  /** The next one, as soon as there is one; null once the queue has ended. */
  async next(): Promise<T | null> {
    while (!this.#ended) {
      const item = take(this.#now) ?? take(this.#later);
      if (item !== null) return item;
      await new Promise<void>((resolve) => (this.#wake = resolve));
      this.#wake = null;
    }
    return null;
  }

  end(): void {
    this.#ended = true;
    this.#wake?.();
  }
}

function take<T>(items: Map<string, T>): T | null {
  const [first] = items;
  if (!first) return null;
  items.delete(first[0]);
  return first[1];
}
