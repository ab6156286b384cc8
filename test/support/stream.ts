import { createParser, type EventSourceMessage } from 'eventsource-parser';

export interface StreamMessage {
  readonly event: string;
  readonly id: string | undefined;
  readonly data: unknown;
}

/** Reads an event stream as a tool would: message by message, as they come. */
export class StreamReader {
  readonly messages: StreamMessage[] = [];
  readonly #abort = new AbortController();
  #waiting: (() => void)[] = [];
  readonly ended: Promise<void>;

  private constructor(readonly response: Response) {
    this.ended = this.#read();
  }

  static async open(url: string, headers: Readonly<Record<string, string>> = {}): Promise<StreamReader> {
    const abort = new AbortController();
    const response = await fetch(url, { headers: { accept: 'text/event-stream', ...headers }, signal: abort.signal });
    const reader = new StreamReader(response);
    reader.#abort.signal.addEventListener('abort', () => abort.abort());
    return reader;
  }

  /** Waits until a message fits; the messages up to it stay in `messages`. */
  async until(fits: (message: StreamMessage) => boolean): Promise<StreamMessage> {
    for (;;) {
      const found = this.messages.find(fits);
      if (found) return found;
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
  }

  async close(): Promise<void> {
    this.#abort.abort();
    await this.ended;
  }

  async #read(): Promise<void> {
    const parser = createParser({ onEvent: (message) => this.#take(message) });
    const decoder = new TextDecoder();
    try {
      for await (const chunk of this.response.body ?? []) parser.feed(decoder.decode(chunk, { stream: true }));
    } catch (error) {
      if ((error as Error).name !== 'AbortError') throw error;
    }
  }

  #take({ event = 'message', id, data }: EventSourceMessage): void {
    this.messages.push({ event, id, data: JSON.parse(data) as unknown });
    for (const resolve of this.#waiting.splice(0)) resolve();
  }
}
