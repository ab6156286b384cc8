import type { Request } from 'express';

/** Where a reader wants to go on from: its `Last-Event-ID`, else `?after=`; null = from now on. Twice `after` is no place. */
export function cursorAsked(request: Request): string | null {
  const header = request.headers['last-event-id'];
  if (typeof header === 'string' && header !== '') return header;
  const { after } = request.query;
  if (after === undefined || after === '') return null;
  return typeof after === 'string' ? after : JSON.stringify(after);
}
