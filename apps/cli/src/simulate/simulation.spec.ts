import type { SimulatedEvent } from '@callscope/simulator';
import { dispatch } from '../dispatch';
import { fakeClock } from '../testing/fake-clock';
import { fakeTerminal } from '../testing/fake-terminal';
import type { SimulateOptions } from './simulate-options';
import { playStory, simulationOf } from './simulation';

const NOW = 1_800_000_000_000;
const asked: SimulateOptions = {
  url: 'http://127.0.0.1:8000',
  tokenFile: undefined,
  calls: 20,
  callsPerMinute: 6,
  speed: 1,
  seed: '7',
  startAt: undefined,
  faults: [],
  dryRun: false,
  json: false,
};

interface Played {
  readonly event: SimulatedEvent;
  readonly atMs: number;
}

async function played(more: Partial<SimulateOptions>, signal = new AbortController().signal): Promise<Played[]> {
  const clock = fakeClock(NOW);
  const list: Played[] = [];
  const tell = async (event: SimulatedEvent): Promise<void> => void list.push({ event, atMs: clock.nowMs() });
  await playStory(simulationOf({ ...asked, ...more }, NOW), tell, clock, signal);
  return list;
}

const times = (list: readonly Played[]): number[] => list.map(({ event }) => event.occurred_at ?? NaN);

describe('a simulation', () => {
  it('at the speed of life tells events as they happen', async () => {
    const list = await played({});
    const late = list.filter(({ event, atMs }) => event.type !== 'cost.recorded' && atMs !== event.occurred_at);
    expect(late).toEqual([]);
    expect(list[0]?.atMs).toBe(NOW);
  });

  it.each([0.5, 3, 60])('at %d times the speed tells nothing before it happens', async (speed) => {
    const list = await played({ speed });
    expect(list.filter(({ event, atMs }) => (event.occurred_at ?? NaN) > atMs)).toEqual([]);
    const lasted = (list.at(-1)?.atMs ?? 0) - NOW;
    const inLife = ((await played({})).at(-1)?.atMs ?? 0) - NOW;
    expect(lasted).toBeCloseTo(inLife / speed, -1);
  });

  it('at 60 times the speed leaves what lasted as long as it did', async () => {
    const [fast, slow] = [await played({ speed: 60 }), await played({})];
    const ends = (list: readonly Played[]) =>
      list.flatMap(({ event }) => (event.type === 'call.ended' ? [[event.data.duration_ms, event.data.reason]] : []));
    expect(ends(fast).sort()).toEqual(ends(slow).sort());
  });

  it('without a wait ends now', async () => {
    const list = await played({ speed: Infinity });
    expect(Math.max(...times(list))).toBeLessThanOrEqual(NOW);
    expect(Math.max(...times(list))).toBeGreaterThan(NOW - 60_000);
    expect(list.every(({ atMs }) => atMs === NOW)).toBe(true);
  });

  it('with a start keeps its own time, whatever the speed', async () => {
    const startAt = Date.UTC(2026, 4, 13);
    const [fast, slow] = [await played({ startAt, speed: Infinity }), await played({ startAt, speed: 60 })];
    expect(fast.map(({ event }) => event)).toEqual(slow.map(({ event }) => event));
    expect(Math.min(...times(fast))).toBe(startAt);
  });

  it('begun at another time has other calls', async () => {
    const ids = async (startAt: number) => new Set((await played({ startAt })).map(({ event }) => event.call_id));
    const [first, second] = [await ids(NOW), await ids(NOW + 1)];
    expect(first.size).toBe(20);
    expect([...first].filter((id) => second.has(id))).toEqual([]);
  });

  it('stops by the signal', async () => {
    const stop = new AbortController();
    stop.abort();
    expect(await played({}, stop.signal)).toEqual([]);
  });

  it('draws a seed where none is given', () => {
    const seeds = [1, 2, 3].map(() => simulationOf({ ...asked, seed: undefined }, NOW).seed);
    expect(new Set(seeds).size).toBe(3);
  });
});

describe('callscope simulate --dry-run', () => {
  it('prints the same bytes for the same seed and start, and each line is an event', async () => {
    const print = async (): Promise<string> => {
      const terminal = fakeTerminal();
      const words = '--dry-run --calls 5 --seed 7 --start 2026-05-13T08:00:00Z --fault all'.split(' ');
      expect(await dispatch(['simulate', ...words], terminal)).toBe(0);
      expect(terminal.stderr()).toBe('');
      return terminal.stdout();
    };
    const text = await print();
    expect(await print()).toBe(text);
    const events = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as SimulatedEvent);
    expect(new Set(events.map(({ call_id: id }) => id)).size).toBe(5);
  });

  it('ends when nobody reads any more', async () => {
    const terminal = fakeTerminal();
    const printing = dispatch(
      'simulate --dry-run --calls 10000000 --seed 7 --start 2026-05-13T08:00:00Z'.split(' '),
      terminal,
    );
    setImmediate(() => terminal.closeOutput());
    expect(await printing).toBe(0);
  });
});
