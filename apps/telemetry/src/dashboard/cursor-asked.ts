import type { Request } from 'express';

/** Where a reader wants to go on from: its `Last-Event-ID`, else `?after=`; null = from now on. */
export function cursorAsked(request: Request): string | null {
  const header = request.headers['last-event-id'];
  if (typeof header === 'string' && header !== '') return header;
  const { after } = request.query;
  return typeof after === 'string' && after !== '' ? after : null;
}
