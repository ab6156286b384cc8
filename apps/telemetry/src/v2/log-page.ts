import { setImmediate as nextTurn } from 'node:timers/promises';
import type { EventLog } from '@callscope/event-log';
import { cursorOf, type EventFilter, filteredPage } from '@callscope/live-feed';

/** Events that are read from the log in one go; more would hold up others. */
const SLICE_EVENTS = 100;

/** A page ends early when it has become so large. */
const MAX_PAGE_BYTES = 8 * 1_024 * 1_024;

export interface PageWanted {
  /** Position after which it begins. */
  readonly after: number;
  readonly limit: number;
  readonly filter: EventFilter | null;
}

export interface LogPage {
  /** `{events,next,head}` */
  readonly json: string;
  /** The position of `next`. */
  readonly next: number | null;
}

/**
 * Stored events in order of position. `next` is null when nothing more is in the log; who wants to go on then asks after
 * `head`.
 */
export async function logPage(log: EventLog, { after, limit, filter }: PageWanted): Promise<LogPage> {
  const events: string[] = [];
  let bytes = 0;
  let position = after;
  for (;;) {
    const slice = filteredPage(log, filter, position, SLICE_EVENTS);
    const fitting = slice.events.slice(0, limit - events.length);
    for (const event of fitting) bytes += events[events.push(JSON.stringify(event)) - 1]?.length ?? 0;
    position = fitting.length < slice.events.length ? (fitting.at(-1)?.position ?? position) : slice.upTo;
    if (events.length >= limit || bytes >= MAX_PAGE_BYTES || position >= log.head) break;
    await nextTurn();
  }
  const { head, logId } = log;
  const next = position < head ? position : null;
  const cursor = next === null ? null : cursorOf(logId, next);
  const json = `{"events":[${events.join(',')}],"next":${JSON.stringify(cursor)},"head":${JSON.stringify(headCursor(log))}}`;
  return { json, next };
}

/** The cursor of the newest event; null while there is none. */
function headCursor({ head, logId }: EventLog): string | null {
  return head === 0 ? null : cursorOf(logId, head);
}
