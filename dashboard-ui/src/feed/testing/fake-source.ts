/** `readyState` after an error: the browser is on its way back by itself, or it has given up. */
export const BROWSER_RETRIES = 0;
export const GIVEN_UP = 2;

/** Stands in for an EventSource: a spec says what comes and when. */
export class FakeSource {
  readyState = 0;
  closed = false;
  readonly #listeners = new Map<string, ((event: { data: string }) => void)[]>();

  addEventListener(name: string, listener: (event: { data: string }) => void): void {
    this.#listeners.set(name, [...(this.#listeners.get(name) ?? []), listener]);
  }

  close(): void {
    this.closed = true;
  }

  emit(name: string, data = '{}'): void {
    for (const listener of this.#listeners.get(name) ?? []) listener({ data });
  }

  fail(readyState: number): void {
    this.readyState = readyState;
    this.emit('error');
  }
}

/** For `open` of a connection: keeps each source that is opened. */
export function opensInto(sources: FakeSource[]): () => EventSource {
  return () => {
    const source = new FakeSource();
    sources.push(source);
    return source as unknown as EventSource;
  };
}
