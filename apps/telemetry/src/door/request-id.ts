import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';

/** Both ways: a caller may bring its own id, and every answer carries the one that is in force. */
export const REQUEST_ID_HEADER = 'X-Request-Id';

const USABLE = /^[\w.-]{1,128}$/;

/** The id of a request: the caller's, when it can stand in a log line; else one of our own. */
export function requestIdFrom(sent: unknown): string {
  return typeof sent === 'string' && USABLE.test(sent) ? sent : randomUUID();
}

/** The id that an answer carries. */
export function requestIdOf(response: ServerResponse): string {
  const id = response.getHeader(REQUEST_ID_HEADER);
  return typeof id === 'string' ? id : randomUUID();
}
