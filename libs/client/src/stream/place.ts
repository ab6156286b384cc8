import type { StoredEvent } from '@callscope/call-events';
import type { SseMessage } from './sse-parser';
import type { StreamItem } from './stream-item';

const CURSOR = /^(?:([0-9a-f]{8})-)?(\d{1,16})$/;

/** From the beginning of a log, which is also the place before the first event of an empty one. */
export const BEGINNING = '0';

/** Up to where a reader was told: it knows what comes again, and from where to go on. */
export class Place {
  #log: string | undefined;
  #position = 0;

  constructor(public cursor: string) {
    this.#stand(cursor);
  }

  /**
   * What a message tells; null when it was told before, or is none that we know.
   * @throws SyntaxError when its data is no JSON.
   */
  take({ event, data, id }: SseMessage): StreamItem | null {
    if (event === 'reset') return this.#reset(JSON.parse(data) as { reason: string; head: string | null });
    const [, log, digits] = CURSOR.exec(id) ?? [];
    if (log === undefined || digits === undefined) return null;
    const isSameLog = this.#log === undefined || this.#log === log;
    if (isSameLog && Number(digits) <= this.#position) return null;
    const item: StreamItem = { kind: 'event', cursor: id, event: JSON.parse(data) as StoredEvent };
    this.#stand(id);
    return item;
  }

  #reset({ reason, head }: { readonly reason: string; readonly head: string | null }): StreamItem {
    this.#stand(head ?? BEGINNING);
    return { kind: 'reset', cursor: this.cursor, reason, head };
  }

  #stand(cursor: string): void {
    const [, log, digits] = CURSOR.exec(cursor) ?? [];
    this.cursor = cursor;
    this.#log = log;
    this.#position = Number(digits ?? 0);
  }
}
