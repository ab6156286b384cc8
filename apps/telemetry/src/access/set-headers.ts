import type { ServerResponse } from 'node:http';

/** Sets headers that are told as a list: name, value, name, value. */
export function setHeaders(response: ServerResponse, list: readonly string[]): void {
  for (let at = 0; at + 1 < list.length; at += 2) response.setHeader(list[at] ?? '', list[at + 1] ?? '');
}
