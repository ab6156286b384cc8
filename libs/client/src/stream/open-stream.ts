import type { Machine } from '../machine';
import { refusalOf } from '../service-refusal';
import type { SseMessage } from './sse-parser';
import { SseParser } from './sse-parser';

export interface StreamRequest {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
  /** Told when the server says how long to stay away. */
  readonly onRetry: (ms: number) => void;
}

/**
 * The messages of one connection, until it ends. Nothing more is read than is asked for. The connection is closed
 * however the loop over it ends.
 * @throws ServiceRefusal when the answer is no stream; what fetch throws.
 */
export async function* openStream(request: StreamRequest, machine: Machine): AsyncGenerator<SseMessage, void> {
  const cut = new AbortController();
  const signal = AbortSignal.any([request.signal, cut.signal]);
  const inTime = async <T>(work: Promise<T>): Promise<T> => {
    const timer = setTimeout(() => cut.abort(new Error('the service fell silent')), machine.silenceMs);
    return work.finally(() => clearTimeout(timer));
  };
  try {
    const headers = { accept: 'text/event-stream', ...request.headers };
    const response = await inTime(machine.fetch(request.url, { headers, signal }));
    const isStream = response.headers.get('content-type')?.startsWith('text/event-stream') ?? false;
    if (!response.ok || !isStream || response.body === null) throw await inTime(refusalOf(response));
    const parser = new SseParser();
    const reader: ReadableStreamDefaultReader<Uint8Array> = response.body.getReader();
    for (;;) {
      const { value, done } = await inTime(reader.read());
      if (done) return;
      const messages = parser.push(value);
      if (parser.retryMs !== null) request.onRetry(parser.retryMs);
      yield* messages;
    }
  } finally {
    cut.abort();
  }
}
