import { setTimeout as delay } from 'node:timers/promises';
import type { StoredEvent } from '@callscope/call-events';
import type { EventLog } from '@callscope/event-log';
import { Logger } from '@nestjs/common';
import { concat, Subject, throwError } from 'rxjs';
import type { EventFilter } from './filtered-page';
import { LogFeed } from './log-feed';
import { MAX_REST_MS } from './rounds';
import type { SseConnection } from './sse-connection';
import { FakeConnection } from './testing/fake-connection';
import { FakeLog } from './testing/fake-log';

let log: FakeLog;
let feed: LogFeed;
let said: unknown[];
/** The positions of events that cannot be encoded. */
let damaged: Set<number>;

async function reader(cursor: string | null, filter?: EventFilter): Promise<FakeConnection> {
  const connection = new FakeConnection();
  await feed.attach(connection as unknown as SseConnection, cursor, filter);
  return connection;
}

/** Commits, and waits for the round in which that is told. */
async function commit(...callIds: string[]): Promise<void> {
  log.commit(...callIds);
  // Of two timers the shorter one that was set first ends first, so this is no race.
  await delay(MAX_REST_MS + 1);
  await new Promise(setImmediate);
}

describe('an event that cannot be told', () => {
  beforeEach(() => {
    log = new FakeLog();
    said = [];
    damaged = new Set();
    const note = (message: unknown): void => void said.push(message);
    Logger.overrideLogger({ log: note, warn: note, error: note });
    feed = new LogFeed(log as unknown as EventLog, (event) => {
      if (damaged.has(event.position)) throw new Error('disk I/O error');
      return { event: event.type, data: {} };
    });
  });

  it('ends the streams that need it, which were told all before it, and is said once', async () => {
    const [one, another] = [await reader(null), await reader(null)];
    damaged.add(2).add(4);
    await commit('a', 'a', 'a', 'a');
    expect([one, another].map(({ told, isEnded }) => ({ told, isEnded }))).toEqual([
      { told: [1], isEnded: true },
      { told: [1], isEnded: true },
    ]);
    expect(said).toEqual([expect.objectContaining({ message: expect.stringMatching(/position 2 /) as string })]);
    expect((said[0] as Error).cause).toEqual(new Error('disk I/O error'));
  });

  it('leaves alone who does not want it', async () => {
    const only = (callId: string): EventFilter => ({ callId, accepts: (event) => event.call_id === callId });
    const [a, b] = [await reader(null, only('a')), await reader(null, only('b'))];
    damaged.add(2);
    await commit('a', 'b', 'a', 'b');
    expect([a.told, a.isEnded, b.told, b.isEnded]).toEqual([[1, 3], false, [], true]);
  });

  it('does not end the feed: who comes again goes on where it was', async () => {
    const first = await reader(null);
    await commit('a');
    damaged.add(2);
    await commit('a');
    expect(first.isEnded).toBe(true);
    damaged.clear();
    const again = await reader('0123abcd-1');
    await commit('a');
    expect([again.told, again.isEnded]).toEqual([[2, 3], false]);
  });

  it('that is stored as the log ends is told before the streams end', async () => {
    const untilCut = new Subject<readonly StoredEvent[]>();
    log.follow = () => untilCut;
    const connection = await reader(null);
    log.committed.subscribe((events) => {
      untilCut.next(events);
      untilCut.error(new Error('disk I/O error'));
    });
    await commit('a');
    expect([connection.told, connection.isEnded]).toEqual([[1], true]);
  });

  it.each(['at once', 'later'])('as the log ends %s ends all streams; the next one follows anew', async (when) => {
    const untilCut = new Subject<readonly StoredEvent[]>();
    const broken = throwError(() => new Error('disk I/O error'));
    log.follow = () => (when === 'later' ? concat(untilCut, broken) : broken);
    const first = await reader(null);
    untilCut.complete();
    expect([first.isEnded, said.length]).toEqual([true, 1]);
    log.follow = () => log.committed;
    const again = await reader(null);
    await commit('a');
    expect(again.told).toEqual([1]);
  });
});
