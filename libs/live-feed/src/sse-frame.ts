import { Parcel } from './parcel';

/** One message of a stream. `id` is the cursor to resume from; `data` is sent as one line of JSON. */
export interface SseMessage {
  readonly event: string;
  readonly data: unknown;
  readonly id?: string;
}

const BREAKS_FRAME = /[\r\n\0]/;

/** The bytes of a message. JSON escapes line breaks, so only `event` and `id` could break out: they are refused. */
export function frameOf({ event, data, id }: SseMessage): Buffer {
  return frameOfJson({ event, json: JSON.stringify(data), ...(id === undefined ? {} : { id }) });
}

/** The same of data that is JSON already, on one line. */
export function frameOfJson({ event, json, id }: Omit<SseMessage, 'data'> & { readonly json: string }): Buffer {
  if (BREAKS_FRAME.test(event) || (id !== undefined && BREAKS_FRAME.test(id))) {
    throw new TypeError('the event and id of a stream message can hold no CR, LF or NUL');
  }
  const idLine = id === undefined ? '' : `id: ${id}\n`;
  return Buffer.from(`${idLine}event: ${event}\ndata: ${json}\n\n`);
}

/** What every stream begins with: how soon to come back, and a comment that makes proxies pass the headers on. */
export const OPENING = Parcel.of([Buffer.from('retry: 2000\n\n: callscope\n\n')]);

export const HEARTBEAT = Parcel.of([Buffer.from(': alive\n\n')]);
