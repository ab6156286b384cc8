import type { EventLog } from '@callscope/event-log';
import { readCursor } from '@callscope/live-feed';
import { invalidQuery, type Query, textOf } from './read-query';

/** A place in this log, as a bare position or as a cursor; undefined when none is given. */
export function positionOf(query: Query, name: string, log: Pick<EventLog, 'logId' | 'head'>): number | undefined {
  const text = textOf(query, name);
  if (text === undefined) return undefined;
  const place = readCursor(text, log.logId, log.head);
  if (typeof place === 'number') return place;
  throw invalidQuery(name, `must be a cursor or a position of this log up to its head (${place})`);
}
