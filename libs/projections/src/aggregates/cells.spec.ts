import type { CallStartedData } from '@callscope/call-events';
import { BEGINNING, Story } from '../testing/events';
import { cellsAfter } from '../testing/folds';
import { type Cell, cellKey, cellOfKey } from './cells';

const key = (resolution: Cell['resolution'], start: number, dimension: Cell['dimension'] = '', value = ''): string =>
  cellKey({ resolution, start, dimension, value });

describe('the cells of aggregates', () => {
  let story: Story;
  beforeEach(() => {
    story = new Story();
  });

  const [DAY, HOUR, MINUTE] = [86_400_000, 3_600_000, 60_000];
  const noon = Math.floor(BEGINNING / DAY) * DAY + 12 * HOUR;
  const at = (ms: number): { at: number } => ({ at: noon + ms });

  it('count a call in the minute, hour and day of its start, and in all', () => {
    const cells = cellsAfter([story.started('a', {}, at(HOUR + 90_000)), story.ended('a', {}, at(3 * HOUR))]);
    const keys = [...cells.keys()].filter((name) => cellOfKey(name).dimension === '');
    expect(keys).toEqual([
      key('all', 0),
      key('minute', noon + HOUR + MINUTE),
      key('hour', noon + HOUR),
      key('day', noon - 12 * HOUR),
    ]);
    for (const name of keys) expect(cells.get(name)).toMatchObject({ ended: { completed: 1 }, active: {} });
  });

  it('count a turn in the minute in which it ended, and its call in another', () => {
    const turn = story.turn('a', { ended_at: noon + 3 * MINUTE, latency: { response_ms: 900 } }, at(5 * MINUTE));
    const cells = cellsAfter([story.started('a', {}, at(0)), turn]);
    expect(cells.get(key('minute', noon))).toMatchObject({ directions: { inbound: 1 }, turns: {} });
    const ofTheTurn = cells.get(key('minute', noon + 3 * MINUTE));
    expect(ofTheTurn).toMatchObject({ directions: {}, turns: { completed: 1 }, latency: { response_ms: { n: 1 } } });
    expect(cells.has(key('minute', noon + 5 * MINUTE))).toBe(false);
  });

  it('move a call, its money and its duration when a better start is told', () => {
    const events = [story.ended('a', { duration_ms: 1 }, at(0)), story.cost('a', {}, at(0))];
    const cells = cellsAfter([...events, story.started('a', {}, at(-2 * HOUR))]);
    expect(cells.has(key('hour', noon - HOUR))).toBe(false);
    expect(cells.get(key('hour', noon - 2 * HOUR))).toMatchObject({ duration: { n: 1 }, stated_nano: '1000' });
  });

  it.each<[Cell['dimension'], string, Partial<CallStartedData>]>([
    ['agent', 'ada', { agent: { id: 'ada' } }],
    ['mode', 'hosted', { mode: 'hosted' }],
    ['carrier', 'twilio', { carrier: 'twilio' }],
    ['direction', 'outbound', { direction: 'outbound' }],
  ])('move a call and its turns when its %s is told later', (dimension, value, told) => {
    const start = story.started('a', { direction: 'unknown' });
    const turn = story.turn('a', { latency: { response_ms: 900 } });
    const cells = cellsAfter([start, turn, story.initiated('a', { direction: 'unknown', ...told })]);
    expect(cells.get(key('all', 0, dimension, value))).toMatchObject({
      turns: { completed: 1 },
      latency: { response_ms: { n: 1 } },
    });
    const values = [...cells.keys()].map(cellOfKey).filter((cell) => cell.dimension === dimension);
    expect(new Set(values.map((cell) => cell.value))).toEqual(new Set([value]));
  });

  it('split a call by agent, mode, carrier and direction, and by none where it is not known', () => {
    const cells = cellsAfter([story.started('a', { agent: { name: 'Bob' }, carrier: 'a|b' })]);
    const splits = [...cells.keys()].map(cellOfKey).filter((cell) => cell.resolution === 'all' && cell.dimension);
    expect(splits.map(({ dimension, value }) => [dimension, value])).toEqual([
      ['agent', 'Bob'],
      ['mode', ''],
      ['carrier', 'a|b'],
      ['direction', 'inbound'],
    ]);
  });
});
