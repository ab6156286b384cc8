import { EVENT_SPECS } from '@callscope/call-events';
import type { EventLog } from '@callscope/event-log';
import type { ActiveCallsQueries, AggregatesQueries, CallsQueries, Remote, Views } from '@callscope/projections';
import { Subject } from 'rxjs';
import { LiveBoard } from './live-board';
import type { Parcel } from './parcel';
import type { SseConnection } from './sse-connection';
import { FakeLog } from './testing/fake-log';

/** Views that move when the spec says so. */
class FakeViews {
  position = 0;
  readonly positions = new Subject<number>();

  move(): void {
    this.position += 1;
    this.positions.next(this.position);
  }
}

let views: FakeViews;
let board: LiveBoard;
/** How often the views were asked for what changed: that is done for readers alone. */
let asked: number;
let changed: { callId: string; position: number; hidden: boolean; shown: string }[];
let log: FakeLog;

beforeEach(() => {
  views = new FakeViews();
  asked = 0;
  changed = [];
  log = new FakeLog();
  const calls = {
    changedSince: () => {
      asked += 1;
      return Promise.resolve(changed);
    },
    endedShown: () => Promise.resolve([]),
  };
  board = new LiveBoard(
    log as unknown as EventLog,
    views as unknown as Views,
    calls as unknown as Remote<CallsQueries>,
    { shown: () => Promise.resolve([]) } as unknown as Remote<ActiveCallsQueries>,
    { stats: () => Promise.resolve({ as_of: { position: 0 }, series: [] }) } as unknown as Remote<AggregatesQueries>,
  );
  board.onApplicationBootstrap();
});

afterEach(() => {
  board.onApplicationShutdown();
});

/** One whose end is never told: as of a stream that was over before anybody could listen. */
function reader(closed: boolean): SseConnection {
  const nothing = (): void => undefined;
  const drained = (): Promise<void> => Promise.resolve();
  return { closed, onClose: nothing, write: nothing, end: nothing, drained } as unknown as SseConnection;
}

/** One that notes what it is told. */
function listener(): { readonly told: string[]; readonly connection: SseConnection; readonly leave: () => void } {
  const told: string[] = [];
  const left: (() => void)[] = [];
  const write = ({ bytes }: Parcel): void => void told.push(bytes.toString());
  const onClose = (each: () => void): void => void left.push(each);
  const leave = (): void => {
    for (const each of left) each();
  };
  return { told, connection: Object.assign(reader(false), { write, onClose }), leave };
}

it('asks for what changed while somebody reads', async () => {
  await board.attach(reader(false), '1', 'all');
  views.move();
  expect(asked).toBe(1);
});

it('takes on nobody whose stream is over', async () => {
  await board.attach(reader(true), '1', 'all');
  views.move();
  expect(asked).toBe(0);
});

it('takes on one whose answer stands behind another one when it is its turn', async () => {
  const { told, connection } = listener();
  let takeTurn: () => void = () => undefined;
  connection.drained = () => new Promise((resolve) => (takeTurn = resolve));
  const attached = board.attach(connection, '1', 'all');
  await new Promise(setImmediate);
  views.move();
  expect([asked, told]).toEqual([0, []]);
  takeTurn();
  await attached;
  expect(told).toEqual([expect.stringMatching(/^event: hello\n.*\n\nevent: snapshot\n/)]);
});

it('tells of a turn that goes on with its place in the log, before the row of its call', async () => {
  const told: string[] = [];
  const listening = Object.assign(reader(false), { write: ({ bytes }: Parcel) => told.push(bytes.toString()) });
  await board.attach(listening, '1', 'all');
  log.events.push({ ...EVENT_SPECS['turn.started'].example(), position: 1, recorded_at: 1, call_id: 'a' });
  changed = [{ callId: 'a', position: 1, hidden: false, shown: '{}' }];
  views.move();
  await new Promise(setImmediate);
  const [open, row] = told.at(-1)!.split('\n\n');
  expect(open).toMatch(/^id: 0123abcd-1\nevent: open_turn\ndata: \{"call_id":"a","turn":1,.*"latency":\{\}/);
  expect(row).toContain('event: call\n');
});

it('tells with the figures how long the board took to tell what was committed, the longest, and begins anew', async () => {
  jest.useFakeTimers();
  const told: string[] = [];
  const listening = Object.assign(reader(false), { write: ({ bytes }: Parcel) => told.push(bytes.toString()) });
  await board.attach(listening, '1', 'all');
  const tellAfter = async (ms: number): Promise<void> => {
    log.commit('a');
    log.heads.next(log.head);
    await jest.advanceTimersByTimeAsync(ms);
    changed = [{ callId: 'a', position: log.head, hidden: false, shown: '{}' }];
    views.move();
    await jest.advanceTimersByTimeAsync(0);
  };
  await tellAfter(70);
  await tellAfter(20);
  log.commit('b');
  await jest.advanceTimersByTimeAsync(1_000);
  expect(told.at(-1)).toContain('"lag":{"events":1,"ms":70}');
  await tellAfter(5);
  await jest.advanceTimersByTimeAsync(1_000);
  jest.useRealTimers();
  expect(told.at(-1)).toContain('"ms":5}');
});

describe('while nothing happens', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());
  const MINUTE = 60_000;

  it('tells the figures of a window once a minute, since it moves on; those of all time do not grow old', async () => {
    const [hour, all] = [listener(), listener()];
    await board.attach(hour.connection, '1', '1h');
    await board.attach(all.connection, '1', 'all');
    await jest.advanceTimersByTimeAsync(MINUTE - 1);
    expect(hour.told).toHaveLength(1);
    await jest.advanceTimersByTimeAsync(2 * MINUTE + 2_000);
    expect(hour.told.slice(1)).toEqual(Array(3).fill(expect.stringMatching(/^event: stats\n/)));
    expect(all.told).toHaveLength(1);
  });

  it('asks for no figures when the last reader is gone', async () => {
    const [one, another] = [listener(), listener()];
    await board.attach(one.connection, '1', '1h');
    await board.attach(another.connection, '1', '1h');
    one.leave();
    expect(jest.getTimerCount()).toBe(1);
    another.leave();
    expect(jest.getTimerCount()).toBe(0);
  });

  it('asks for none any more when the service stops', async () => {
    await board.attach(reader(false), '1', '1h');
    await jest.advanceTimersByTimeAsync(MINUTE);
    expect(jest.getTimerCount()).toBe(2);
    board.onApplicationShutdown();
    expect(jest.getTimerCount()).toBe(0);
  });
});

it('tells words in passing of the call that they were sent for, and none of a hidden one', async () => {
  const { told, connection } = listener();
  await board.attach(connection, '1', 'all');
  const words = { role: 'user', text: 'Hello?', turn: 2, call_id: 'other', notes: '+12065550142' } as const;
  log.events.push({ ...EVENT_SPECS['call.hidden'].example(), position: 1, recorded_at: 1, call_id: 'hidden' });
  board.tellInPassing('hidden', words);
  board.tellInPassing('a', words);
  const data = '{"role":"user","text":"Hello?","turn":2,"call_id":"a"}';
  expect(told.slice(1)).toEqual([`event: transcript\ndata: ${data}\n\n`]);
});
