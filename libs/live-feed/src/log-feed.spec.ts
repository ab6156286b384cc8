import type { EventLog } from '@callscope/event-log';
import type { EventFilter } from './filtered-page';
import { type EventEncoder, LogFeed } from './log-feed';
import { Rounds } from './rounds';
import type { SseConnection } from './sse-connection';
import { FakeConnection } from './testing/fake-connection';
import { FakeLog } from './testing/fake-log';

let log: FakeLog;
let encoded: number;
let feed: LogFeed;
let rounds: Rounds;

beforeEach(() => {
  log = new FakeLog();
  encoded = 0;
  rounds = new Rounds();
  const encode: EventEncoder = (event) => {
    encoded += 1;
    return event.type === 'custom.note' ? null : { event: event.type, data: {} };
  };
  feed = new LogFeed(log as unknown as EventLog, encode, rounds);
});

async function reader(cursor: string | null, filter?: EventFilter): Promise<FakeConnection> {
  const connection = new FakeConnection();
  await feed.attach(connection as unknown as SseConnection, cursor, filter);
  return connection;
}

/** Commits, and waits for the round in which that is told. */
async function commit(...callIds: string[]): Promise<void> {
  log.commit(...callIds);
  await new Promise(setImmediate);
}

const all: EventFilter['accepts'] = () => true;
/** Wants every fourth event. */
const everyFourth: EventFilter = { callId: null, accepts: (event) => event.position % 4 === 1 };

describe('a reader without a filter', () => {
  it('is told what it missed, then what comes, and nothing twice', async () => {
    await commit('a', 'a', 'a');
    const connection = await reader('0');
    await commit('b', 'b', 'b');
    expect(connection.told).toEqual([1, 3, 4, 6]);
  });

  it('is told from now on when it brings no cursor', async () => {
    await commit('a');
    const connection = await reader(null);
    await commit('b');
    expect(connection.told).toEqual([2]);
  });

  it.each(['9', '99999999-1', 'yesterday'])('is reset when its cursor is %s', async (cursor) => {
    await commit('a');
    const connection = await reader(cursor);
    await commit('b');
    expect(connection.told).toEqual(['reset', 2]);
  });

  it('is reset when what came after its cursor was trimmed; from the beginning is from what is kept', async () => {
    await commit('a', 'a', 'a', 'a', 'a');
    log.trimmedUpTo = 3;
    expect((await reader('2')).told).toEqual(['reset']);
    expect((await reader('3')).told).toEqual([5]);
    expect((await reader('0')).told).toEqual([1, 3, 5]);
    expect((await reader(null)).told).toEqual([]);
  });

  it('is reset when what it was about to be told is trimmed meanwhile, and is told what comes from then on', async () => {
    for (let i = 0; i < 1_200; i += 1) log.commit('a');
    const connection = new FakeConnection();
    let pages = 0;
    connection.drained = () => {
      if ((pages += 1) === 2) log.trimmedUpTo = 700;
      return Promise.resolve();
    };
    await feed.attach(connection as unknown as SseConnection, '0');
    await commit('b');
    expect(connection.told.slice(498)).toEqual([499, 500, 'reset', 1_201]);
  });

  it('pulls a long history page by page, each when its socket has taken all before it', async () => {
    for (let i = 0; i < 1_200; i += 1) log.commit('a');
    const connection = new FakeConnection();
    const drains: (() => void)[] = [];
    connection.drained = () => new Promise((resolve) => drains.push(resolve));
    const attached = feed.attach(connection as unknown as SseConnection, '0');
    for (const upTo of [0, 500, 1_000, 1_200]) {
      expect(connection.told).toHaveLength(upTo);
      drains.shift()?.();
      await new Promise(setImmediate);
      await new Promise(setImmediate);
    }
    await attached;
    await commit('b');
    expect(connection.told).toEqual(Array.from({ length: 1_201 }, (_, i) => i + 1));
  });

  it('is told all of it though the log gives fewer events at a time than it is asked for', async () => {
    for (let i = 0; i < 20; i += 1) log.commit('a');
    log.most = 3;
    const connection = await reader('0');
    await commit('b');
    expect([connection.writes, connection.told]).toEqual([8, Array.from({ length: 21 }, (_, i) => i + 1)]);
  });

  it('is told in one write what was stored in one turn of the event loop, and none of it when it joins later', async () => {
    const early = await reader(null);
    log.commit('a', 'b');
    const between = await reader(null);
    log.commit('c', 'd', 'e');
    const late = await reader(null);
    await commit();
    expect([early, between, late].map(({ told }) => told)).toEqual([[1, 3, 5], [3, 5], []]);
    expect([early.writes, between.writes, late.writes, encoded]).toEqual([1, 1, 0, 5]);
    await commit('f');
    expect([early, between, late].map(({ told }) => told.at(-1))).toEqual([6, 6, 6]);
  });

  it('is told at the latest when the rounds are finished', async () => {
    const connection = await reader(null);
    log.commit('a');
    expect(connection.told).toEqual([]);
    rounds.finish();
    expect(connection.told).toEqual([1]);
    await commit();
    expect(connection.told).toEqual([1]);
  });

  it('leaves nothing to be told when it was the last and goes', async () => {
    const connection = await reader(null);
    log.commit('a');
    connection.end();
    const next = await reader(null);
    await commit();
    expect([connection.told, next.told, encoded]).toEqual([[], [], 0]);
    await commit('b');
    expect(next.told).toEqual([2]);
  });

  it('is forgotten when it goes', async () => {
    const connection = await reader(null);
    for (const listener of connection.onClosed) listener();
    await commit('a');
    expect(connection.told).toEqual([]);
  });

  it('lets others go on between pages, however fast it takes them, and is given no more when it has gone', async () => {
    for (let i = 0; i < 2_000; i += 1) log.commit('a');
    const connection = new FakeConnection();
    const attaching = feed.attach(connection as unknown as SseConnection, '0');
    await new Promise(setImmediate);
    connection.closed = true;
    await attaching;
    expect(connection.told).toHaveLength(500);
  });

  it('shares the work with all others: every event is encoded once', async () => {
    const readers = await Promise.all([reader(null), reader(null), reader(null, everyFourth)]);
    await commit('a', 'a', 'a', 'a', 'a');
    expect(encoded).toBe(5);
    expect(readers.map((one) => one.told)).toEqual([
      [1, 3, 5],
      [1, 3, 5],
      [1, 5],
    ]);
  });
});

describe('a reader with a filter', () => {
  it('is told only what it wants, of what it missed and of what comes', async () => {
    await commit('a', 'a', 'a', 'a', 'a');
    const connection = await reader('1', everyFourth);
    await commit('a');
    await commit('a', 'a', 'a', 'a', 'a');
    // 9 is a note, which says nothing on this stream.
    await commit('a', 'a', 'a');
    expect(connection.told).toEqual([5, 9, 13].filter((position) => log.events[position - 1]?.type === 'call.ended'));
  });

  it('gets no empty writes for what it does not want', async () => {
    const connection = await reader(null, { callId: 'a', accepts: (event) => event.call_id === 'a' });
    for (let i = 0; i < 20; i += 1) await commit('b');
    expect(connection.writes).toBe(0);
  });

  it('lets others go on while a long stretch without anything for it is searched', async () => {
    for (let i = 0; i < 2_000; i += 1) log.commit('a');
    let attached = false;
    const attaching = reader('0', { callId: null, accepts: () => false }).then(() => (attached = true));
    await new Promise(setImmediate);
    expect(attached).toBe(false);
    await attaching;
    expect(log.reads.page).toBe(4);
  });

  it('for one call finds what it missed without looking at the others', async () => {
    await commit('a', 'a', 'b', 'b', 'a');
    const connection = await reader('1', { callId: 'a', accepts: (event) => event.call_id === 'a' });
    expect(connection.told).toEqual([5]);
    expect(log.reads.page).toBe(0);
    await commit('b', 'b', 'a');
    expect(connection.told).toEqual([5, 8]);
  });

  it('for one long call pulls that page by page too', async () => {
    for (let i = 0; i < 1_200; i += 1) log.commit('a');
    const connection = await reader('0', { callId: 'a', accepts: all });
    expect(connection.writes).toBe(3);
    expect(log.reads.eventsOfCall).toBe(1_200);
    expect(connection.told).toEqual(Array.from({ length: 1_200 }, (_, i) => i + 1));
  });

  it('for one call is told all of it though the log gives fewer events at a time than it is asked for', async () => {
    for (let i = 0; i < 10; i += 1) log.commit('a', 'b');
    log.most = 3;
    const connection = await reader('0', { callId: 'a', accepts: all });
    expect([connection.writes, connection.told]).toEqual([4, Array.from({ length: 10 }, (_, i) => 2 * i + 1)]);
  });

  it('for one long call is told what came while its pages were pulled', async () => {
    for (let i = 0; i < 1_200; i += 1) log.commit('a');
    const connection = new FakeConnection();
    let pages = 0;
    connection.drained = () => {
      if ((pages += 1) === 3) log.commit('b', 'b', 'a');
      return Promise.resolve();
    };
    await feed.attach(connection as unknown as SseConnection, '0', {
      callId: 'a',
      accepts: (event) => event.call_id === 'a',
    });
    await commit('a');
    expect(connection.told).toEqual([...Array.from({ length: 1_200 }, (_, i) => i + 1), 1_203, 1_204]);
  });
});
