import { setTimeout as delay } from 'node:timers/promises';
import { aCallRow } from '../testing/a-call-row';
import { someStats } from '../testing/some-stats';
import { applyFrames, emptyBoard, framesOf, type Board } from './board';
import type { LinkState } from './live-connection';
import { SharedConnection, WATCH_MS } from './shared-connection';
import type { Tabs } from './tabs';
import { BROWSER_RETRIES, GIVEN_UP, type FakeSource, opensInto } from './testing/fake-source';
import { FakeLocks } from './testing/fake-locks';

/** A tab: its connection, the board that it makes of what it is given, and how often it was given each call. */
interface Tab {
  readonly connection: SharedConnection;
  readonly states: LinkState[];
  readonly told: string[];
  board: Board;
  refusals: number;
  channels: number;
  isVisible: boolean;
  /** Its thread stands still: nothing that others say is heard, nothing is said. */
  isStuck: boolean;
}

const data = {
  hello: JSON.stringify({ version: '1', log: 'abcdefgh', head: null }),
  snapshot: (...ids: string[]) =>
    JSON.stringify({
      position: 1,
      stats: someStats(),
      active: [],
      calls: ids.map((call_id) => aCallRow({ call_id })),
    }),
  call: (call_id: string, position = 2) => JSON.stringify(aCallRow({ call_id, position })),
};

describe(SharedConnection.name, () => {
  let sources: FakeSource[];
  let tabs: Tab[];
  let locks: FakeLocks;
  const last = (): FakeSource => sources.at(-1)!;
  const states = (): (LinkState | undefined)[] => tabs.map((tab) => tab.states.at(-1));
  const calls = (tab: Tab): string[] => [...tab.board.rows.keys()].sort();
  /** Until what was said has been heard. */
  const heard = (): Promise<void> => delay(30);

  beforeEach(() => {
    jest.useFakeTimers({ doNotFake: ['nextTick', 'queueMicrotask', 'setImmediate'] });
    [sources, tabs, locks] = [[], [], new FakeLocks()];
  });

  afterEach(() => {
    for (const { connection } of tabs) connection.stop();
    jest.useRealTimers();
  });

  function aTab(given: Partial<Tabs> | null = {}, url = '/api/v2/live'): Tab {
    const tab: Tab = {
      states: [],
      told: [],
      board: emptyBoard,
      refusals: 0,
      channels: 0,
      isVisible: true,
      isStuck: false,
      connection: new SharedConnection({
        url,
        tabs: given && { locks, openChannel: (name) => channelOf(tab, name), isVisible: () => tab.isVisible, ...given },
        onFrame: (frame) => {
          tab.board = applyFrames(tab.board, [frame]);
          if (frame.name === 'call') tab.told.push(frame.data.call_id);
        },
        onState: (state) => tab.states.push(state),
        onRefused: () => (tab.refusals += 1),
        board: () => framesOf(tab.board),
        open: opensInto(sources),
      }),
    };
    tabs.push(tab);
    return tab;
  }

  function channelOf(tab: Tab, name: string): BroadcastChannel {
    tab.channels += 1;
    const channel = new BroadcastChannel(name);
    channel.addEventListener('message', (event) => {
      if (tab.isStuck) event.stopImmediatePropagation();
    });
    return channel;
  }

  async function checks(times: number): Promise<void> {
    for (let n = 0; n < times; n += 1) {
      jest.advanceTimersByTime(WATCH_MS);
      await heard();
    }
  }

  async function started(...given: Tab[]): Promise<void> {
    for (const tab of given) {
      tab.connection.start();
      await heard();
    }
  }

  async function threeLiveTabs(): Promise<[Tab, Tab, Tab]> {
    const three: [Tab, Tab, Tab] = [aTab(), aTab(), aTab()];
    await started(...three);
    last().emit('hello', data.hello);
    last().emit('snapshot', data.snapshot('old'));
    await heard();
    return three;
  }

  it('opens one stream for all tabs, and all are told what it brings', async () => {
    await threeLiveTabs();
    last().emit('call', data.call('new'));
    await heard();
    expect(sources).toHaveLength(1);
    expect(states()).toEqual(['live', 'live', 'live']);
    expect(tabs.map(calls)).toEqual(Array(3).fill(['new', 'old']));
  });

  it('gives a tab that joins the board as it stands, and each later change once', async () => {
    const [leader] = await threeLiveTabs();
    last().emit('call', data.call('before'));
    const joining = aTab();
    joining.connection.start();
    // Some of these are passed on before the leader hears the question, and are in its answer as well.
    for (let n = 0; n < 20; n += 1) {
      last().emit('call', data.call(`seam-${n}`, 10 + n));
      await delay(1);
    }
    await heard();
    expect(joining.board).toEqual(leader.board);
    expect(joining.states).toEqual(['live']);
    expect(new Set(joining.told).size).toBe(joining.told.length);
    expect(sources).toHaveLength(1);
  });

  it('gives the stream to another tab when the leader goes, and its snapshot to all', async () => {
    const [leader, second, third] = await threeLiveTabs();
    leader.connection.stop();
    await heard();
    expect(sources.map((source) => source.closed)).toEqual([true, false]);
    expect([second, third].map((tab) => tab.states.at(-1))).toEqual(['reconnecting', 'reconnecting']);
    last().emit('hello', data.hello);
    last().emit('snapshot', data.snapshot('old', 'meanwhile'));
    last().emit('call', data.call('after'));
    await heard();
    for (const tab of [second, third]) {
      expect(tab.states.at(-1)).toBe('live');
      expect(calls(tab)).toEqual(['after', 'meanwhile', 'old']);
      expect(tab.told).toEqual(['after']);
    }
  });

  it('shows the state of the stream in every tab, and lets every tab ask for another try', async () => {
    const [, second] = await threeLiveTabs();
    last().fail(BROWSER_RETRIES);
    await heard();
    expect(states()).toEqual(['reconnecting', 'reconnecting', 'reconnecting']);
    second.connection.retryNow();
    await heard();
    expect(sources.map((source) => source.closed)).toEqual([true, false]);
    last().emit('snapshot', data.snapshot());
    await heard();
    expect(states()).toEqual(['live', 'live', 'live']);
  });

  it('tries again once, not once a tab, when the machine is online again', async () => {
    await threeLiveTabs();
    for (const tab of tabs) tab.connection.online();
    await heard();
    expect(sources).toHaveLength(2);
  });

  it('gives no board that is out of date: a tab that joins then makes the leader try at once', async () => {
    await threeLiveTabs();
    last().fail(GIVEN_UP);
    const joining = aTab();
    await started(joining);
    expect(joining.board.known).toBe(false);
    expect(joining.states).toEqual(['reconnecting']);
    expect(sources).toHaveLength(2);
    last().emit('snapshot', data.snapshot('now'));
    await heard();
    expect(calls(joining)).toEqual(['now']);
  });

  it('tells all tabs that the stream was refused', async () => {
    await threeLiveTabs();
    last().fail(GIVEN_UP);
    await heard();
    expect(tabs.map((tab) => tab.refusals)).toEqual([1, 1, 1]);
  });

  it('takes the place of a leader that is stuck, once somebody looks, and hears nothing of it after', async () => {
    const [leader, second, third] = await threeLiveTabs();
    leader.isStuck = true;
    [second.isVisible, third.isVisible] = [false, false];
    await checks(6);
    expect(sources).toHaveLength(1);
    second.isVisible = true;
    await checks(2);
    expect(sources).toHaveLength(1);
    await checks(1);
    expect(sources).toHaveLength(2);
    last().emit('snapshot', data.snapshot('right'));
    await heard();
    expect(calls(second)).toEqual(['right']);
    expect(calls(third)).toEqual(['right']);

    leader.isStuck = false;
    const late = new BroadcastChannel('callscope 1 /api/v2/live');
    late.postMessage({ kind: 'frame', leader: 1, frame: { name: 'calls_removed', data: { call_ids: ['right'] } } });
    late.postMessage({ kind: 'state', leader: 1, state: 'lost' });
    await heard();
    late.close();
    expect(calls(third)).toEqual(['right']);
    expect(third.states.at(-1)).toBe('live');
  });

  it('makes a leader that lost its place a follower, with the board of the new one', async () => {
    const [leader, second] = await threeLiveTabs();
    const thief = locks.request('callscope 1 /api/v2/live', { steal: true }, async () => undefined);
    await thief;
    await heard();
    // The thief gave it back at once, and the next in the queue has it.
    expect(sources.map((source) => source.closed)).toEqual([true, false]);
    last().emit('snapshot', data.snapshot('of the second'));
    await heard();
    expect(calls(leader)).toEqual(['of the second']);
    second.connection.stop();
    await heard();
    expect(sources).toHaveLength(3);
  });

  it('leaves a leader alone that answers, however long nothing happens', async () => {
    await threeLiveTabs();
    await checks(6);
    expect(sources).toHaveLength(1);
  });

  it('comes back after a stop, as a follower of who leads now', async () => {
    const [leader, second] = await threeLiveTabs();
    leader.connection.stop();
    await heard();
    last().emit('snapshot', data.snapshot('old', 'meanwhile'));
    leader.connection.start();
    leader.connection.start();
    await heard();
    expect(sources).toHaveLength(2);
    expect(leader.channels).toBe(2);
    expect(leader.states).toEqual(['live', 'reconnecting', 'live']);
    expect(leader.board).toEqual({ ...second.board, hello: leader.board.hello });
  });

  it('has a stream of its own where the browser has no locks, or gives none', async () => {
    const denied = () => Promise.reject(new DOMException('no storage', 'SecurityError'));
    await started(aTab(null), aTab(null), aTab({ locks: { request: denied } }));
    expect(sources).toHaveLength(3);
    for (const source of sources) source.emit('snapshot', data.snapshot('a'));
    expect(states()).toEqual(['live', 'live', 'live']);
    tabs[0]!.connection.retryNow();
    expect(sources).toHaveLength(4);
  });

  it('shares no stream with a tab that wants another one', async () => {
    await started(aTab({}, '/api/v2/live?window=all'), aTab({}, '/api/v2/live?window=24h'));
    expect(sources).toHaveLength(2);
  });
});
