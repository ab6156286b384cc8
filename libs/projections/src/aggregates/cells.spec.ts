import type { CallStartedData } from '@callscope/call-events';
import { histogramOf } from '@callscope/histogram';
import fc from 'fast-check';
import { RUNS } from '../../../call-events/src/testing';
import { BEGINNING, Story } from '../testing/events';
import { cellsAfter } from '../testing/folds';
import { forgetKeys } from '../testing/forgotten';
import { amountsOf } from '../testing/plain-cells';
import { type CellName, cellKey, cellOfKey, type DimensionValues, jointValues, keysAt, type SplitBy } from './cells';

const key = (
  resolution: CellName['resolution'],
  start: number,
  dimension: CellName['dimension'] = '',
  value = '',
): string => cellKey({ resolution, start, dimension, value });

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
      key('day', noon - 12 * HOUR),
      key('hour', noon + HOUR),
      key('minute', noon + HOUR + MINUTE),
    ]);
    const counts = { 'ended:completed': 1, 'direction:inbound': 1, 'duration:n': 1, 'duration:us': 7_110_000_000 };
    for (const name of keys) expect(amountsOf(cells.get(name)!)).toEqual(counts);
  });

  it('count a turn in the minute in which it ended, and its call in another', () => {
    const turn = story.turn('a', { ended_at: noon + 3 * MINUTE, latency: { response_ms: 900 } }, at(5 * MINUTE));
    const cells = cellsAfter([story.started('a', {}, at(0)), turn]);
    expect(cells.get(key('minute', noon))).toEqual({
      counts: { 'direction:inbound': 1, 'active:inbound': 1 },
      histograms: {},
    });
    expect(cells.get(key('minute', noon + 3 * MINUTE))).toEqual({
      counts: { 'turns:completed': 1 },
      histograms: { response_ms: histogramOf([900]) },
    });
    expect(cells.has(key('minute', noon + 5 * MINUTE))).toBe(false);
  });

  it('move a call, its money and its duration when a better start is told', () => {
    const events = [story.ended('a', { duration_ms: 1 }, at(0)), story.cost('a', {}, at(0))];
    const cells = cellsAfter([...events, story.started('a', {}, at(-2 * HOUR))]);
    expect(cells.has(key('hour', noon - HOUR))).toBe(false);
    expect(cells.get(key('hour', noon - 2 * HOUR))).toMatchObject({
      counts: { 'duration:n': 1, 'stated:nano': 1_000 },
      histograms: { duration_ms: histogramOf([1]) },
    });
  });

  it.each<[SplitBy, string, Partial<CallStartedData>]>([
    ['agent', 'ada', { agent: { id: 'ada' } }],
    ['mode', 'hosted', { mode: 'hosted' }],
    ['carrier', 'twilio', { carrier: 'twilio' }],
    ['direction', 'outbound', { direction: 'outbound' }],
  ])('move a call and its turns when its %s is told later', (dimension, value, told) => {
    const start = story.started('a', { direction: 'unknown' });
    const turn = story.turn('a', { latency: { response_ms: 900 } });
    const cells = cellsAfter([start, turn, story.initiated('a', { direction: 'unknown', ...told })]);
    expect(cells.get(key('all', 0, dimension, value))).toMatchObject({
      counts: { 'turns:completed': 1 },
      histograms: { response_ms: { n: 1 } },
    });
    const names = [...cells.keys()].map(cellOfKey);
    const values = names.filter((cell) => cell.dimension === dimension).map((cell) => cell.value);
    expect(new Set(values)).toEqual(new Set([value]));
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

  it('split every length of time by each dimension', () => {
    const names = [...cellsAfter([story.started('a')]).keys()].map(cellOfKey);
    const splits = (resolution: CellName['resolution']): string[] =>
      names.filter((cell) => cell.resolution === resolution).map((cell) => cell.dimension);
    for (const length of ['minute', 'hour', 'day', 'all'] as const) {
      expect(splits(length)).toEqual(['', 'agent', 'mode', 'carrier', 'direction']);
    }
  });

  describe('their keys', () => {
    const keysOf = (instant: number, of: DimensionValues): readonly string[] => keysAt(instant, jointValues(of));
    const text = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('', '|', 'a|b', '"', '["x"]', '\\'));
    const anyValues: fc.Arbitrary<DimensionValues> = fc.record({
      agent: text,
      mode: text,
      carrier: text,
      direction: text,
    });
    const values: DimensionValues = { agent: 'ada', mode: '', carrier: 'twilio', direction: 'inbound' };

    it('tell the cell, whatever its value is', () => {
      fc.assert(
        fc.property(anyValues, ({ agent }) => {
          const name: CellName = { resolution: 'hour', start: noon, dimension: 'agent', value: agent };
          expect(cellOfKey(cellKey(name))).toEqual(name);
        }),
        RUNS,
      );
    });

    it('are different for different values, and for another minute', () => {
      fc.assert(
        fc.property(anyValues, anyValues, fc.nat(120_000), (some, others, ms) => {
          const equal = JSON.stringify(some) === JSON.stringify(others) && ms < MINUTE;
          expect(JSON.stringify(keysOf(noon, some)) === JSON.stringify(keysOf(noon + ms, others))).toBe(equal);
        }),
        RUNS,
      );
    });

    it('are the same array as long as they are remembered, and equal after', () => {
      const keys = keysOf(noon, values);
      expect(keysOf(noon + MINUTE - 1, { ...values })).toBe(keys);
      forgetKeys();
      expect(keysOf(noon, values)).not.toBe(keys);
      expect(keysOf(noon, values)).toEqual(keys);
    });

    it('hold nothing that a table would not give back', () => {
      const keys = keysOf(noon, { ...values, agent: 'a\ud800' });
      expect(keys).toEqual(keysOf(noon, { ...values, agent: 'a\ufffd' }));
    });
  });
});
