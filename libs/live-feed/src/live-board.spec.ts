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
  return { closed, onClose: nothing, write: nothing, end: nothing } as unknown as SseConnection;
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
