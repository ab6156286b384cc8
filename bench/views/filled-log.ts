import { type EventLog, SqliteEventLog } from '@callscope/event-log';
import type { CallEvent } from '@callscope/call-events';
import type { CallSource } from './call-source';

/** One transaction. */
const CALLS_AT_ONCE = 200;
/** The page in which the views read it. */
const PAGE_EVENTS = 500;

export interface Work {
  readonly events: number;
  readonly seconds: number;
}

/** Puts all calls of the source into a new log. */
export async function fillLog(folder: string, source: CallSource): Promise<Work> {
  return withLog(folder, async (log) => {
    const { calls } = source.options;
    let stored: Promise<unknown> = Promise.resolve();
    for (let call = 0; call < calls; call += CALLS_AT_ONCE) {
      const events = eventsOf(source, call, Math.min(call + CALLS_AT_ONCE, calls));
      await stored;
      stored = log.append(events);
    }
    await stored;
    return log.head;
  });
}

/** The baseline of a rebuild: the log is read and checked page by page, and nothing is done with it. */
export async function readAlone(folder: string): Promise<Work> {
  return withLog(folder, (log) => {
    let [after, events] = [0, 0];
    for (let page = log.read(after, PAGE_EVENTS); page.length > 0; page = log.read(after, PAGE_EVENTS)) {
      after = page.at(-1)?.position ?? after;
      events += page.length;
    }
    return Promise.resolve(events);
  });
}

/** Events of the calls of [from, to). */
export function eventsOf(source: CallSource, from: number, to: number): CallEvent[] {
  return Array.from({ length: to - from }, (_, index) => source.events(from + index)).flat();
}

/** The time is that of the work, without opening and closing. */
async function withLog(folder: string, work: (log: EventLog) => Promise<number>): Promise<Work> {
  const log = await SqliteEventLog.open({ folder });
  try {
    const began = performance.now();
    const events = await work(log);
    return { events, seconds: (performance.now() - began) / 1_000 };
  } finally {
    await log.close();
  }
}
