/** One message of an event stream. `id` is the last one that the stream told, as the format wants it. */
export interface SseMessage {
  readonly event: string;
  readonly data: string;
  readonly id: string;
}

/**
 * Takes the bytes of one event stream, however they are cut, and gives its messages. A message that the stream breaks
 * off in is never given.
 */
export class SseParser {
  /** How long the server wants us to stay away before we come again, in ms; null until it says so. */
  retryMs: number | null = null;
  // It leaves out one byte order mark at the beginning, also when that is cut.
  readonly #decoder = new TextDecoder();
  /** The line that has not ended yet. */
  #line = '';
  /** A line feed right after this carriage return belongs to it. */
  #endedByCr = false;
  #data: string[] = [];
  #event = '';
  #id = '';

  push(bytes: Uint8Array): SseMessage[] {
    const text = this.#decoder.decode(bytes, { stream: true });
    if (text === '') return [];
    const messages: SseMessage[] = [];
    let from = this.#endedByCr && text.startsWith('\n') ? 1 : 0;
    this.#endedByCr = false;
    const ends = /\r\n?|\n/g;
    ends.lastIndex = from;
    for (let end = ends.exec(text); end !== null; end = ends.exec(text)) {
      this.#take(this.#line + text.slice(from, end.index), messages);
      this.#line = '';
      from = ends.lastIndex;
      this.#endedByCr = end[0] === '\r' && from === text.length;
    }
    this.#line += text.slice(from);
    return messages;
  }

  #take(line: string, messages: SseMessage[]): void {
    if (line === '') {
      if (this.#data.length > 0) {
        messages.push({ event: this.#event || 'message', data: this.#data.join('\n'), id: this.#id });
      }
      this.#data = [];
      this.#event = '';
      return;
    }
    const colon = line.indexOf(':');
    // A comment: the name before the colon is empty.
    if (colon === 0) return;
    const field = colon === -1 ? line : line.slice(0, colon);
    const value = colon === -1 ? '' : line.slice(line[colon + 1] === ' ' ? colon + 2 : colon + 1);
    if (field === 'data') this.#data.push(value);
    else if (field === 'event') this.#event = value;
    else if (field === 'id' && !value.includes('\0')) this.#id = value;
    else if (field === 'retry' && /^\d{1,9}$/.test(value)) this.retryMs = Number(value);
  }
}
