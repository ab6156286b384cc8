import { aCallRow } from '../testing/a-call-row';
import { someStats } from '../testing/some-stats';
import { applyFrames, dropOldestEnded, emptyBoard, framesOf, type Board } from './board';
import type { Frame } from './frame';

const snapshot = (active: string[], ended: string[]): Frame => ({
  name: 'snapshot',
  data: {
    position: 9,
    stats: someStats(ended.length),
    active: active.map((call_id) => aCallRow({ call_id, live: true })),
    calls: ended.map((call_id) => aCallRow({ call_id })),
  },
});
const hello: Frame = { name: 'hello', data: { version: '1', log: 'abcdefgh', head: null } };
const ids = (board: Board): string[] => [...board.rows.keys()].sort();

describe('applyFrames', () => {
  it('knows nothing before the first snapshot', () => {
    const board = applyFrames(emptyBoard, [hello]);
    expect(board.known).toBe(false);
    expect(board.hello).toEqual(hello.data);
  });

  it('takes live and ended calls from the snapshot', () => {
    const board = applyFrames(emptyBoard, [hello, snapshot(['live'], ['ended'])]);
    expect(board.known).toBe(true);
    expect(ids(board)).toEqual(['ended', 'live']);
  });

  it('replaces everything on the snapshot of the next connection, and nothing before', () => {
    const before = applyFrames(emptyBoard, [hello, snapshot([], ['old'])]);
    const between = applyFrames(before, [hello]);
    expect(ids(between)).toEqual(['old']);
    expect(ids(applyFrames(between, [snapshot([], ['new'])]))).toEqual(['new']);
  });

  it('puts a changed row in the place of the former and keeps the newer of two', () => {
    const board = applyFrames(emptyBoard, [
      snapshot([], []),
      { name: 'call', data: aCallRow({ call_id: 'a', position: 5, live: true }) },
      { name: 'call', data: aCallRow({ call_id: 'a', position: 7, end_reason: 'user_hangup' }) },
      { name: 'call', data: aCallRow({ call_id: 'a', position: 6 }) },
    ]);
    expect(board.rows.get('a')).toMatchObject({ position: 7, end_reason: 'user_hangup' });
  });

  it('removes calls and replaces the totals', () => {
    const board = applyFrames(emptyBoard, [
      snapshot(['a', 'b'], ['c']),
      { name: 'calls_removed', data: { call_ids: ['b', 'c', 'never seen'] } },
      { name: 'stats', data: { ...someStats(41), buckets: [], lag: { events: 0, ms: 3 } } },
    ]);
    expect(ids(board)).toEqual(['a']);
    expect(board.stats?.calls.total).toBe(41);
  });

  it('puts changed entries of the series in the place of the former', () => {
    const bucket = (at: number, calls: number) => ({
      at,
      calls,
      cost_usd: null,
      response_ms: { n: 0, p50: null, p95: null, p99: null },
      active_peak: 0,
    });
    const told = (...buckets: ReturnType<typeof bucket>[]): Frame => ({
      name: 'stats',
      data: { ...someStats(), buckets, lag: { events: 0, ms: 3 } },
    });
    const board = applyFrames(emptyBoard, [snapshot([], []), told(bucket(2, 1)), told(bucket(1, 5), bucket(2, 2))]);
    expect(board.stats?.series).toEqual([bucket(1, 5), bucket(2, 2)]);
  });

  it('leaves the former board as it was', () => {
    const before = applyFrames(emptyBoard, [snapshot([], ['a'])]);
    applyFrames(before, [{ name: 'calls_removed', data: { call_ids: ['a'] } }]);
    expect(ids(before)).toEqual(['a']);
  });
});

describe('framesOf', () => {
  it('makes the same board of an empty one', () => {
    const board = applyFrames(emptyBoard, [
      hello,
      snapshot(['live', 'ending'], ['ended']),
      { name: 'call', data: aCallRow({ call_id: 'ending', position: 12 }) },
      { name: 'stats', data: { ...someStats(5), buckets: [], lag: { events: 0, ms: 3 } } },
    ]);
    const frames = framesOf(board);
    expect(applyFrames(emptyBoard, frames)).toEqual(board);
    expect(frames[1]).toMatchObject({ name: 'snapshot', data: { position: 12 } });
  });

  it('says nothing while nothing is known', () => {
    expect(framesOf(applyFrames(emptyBoard, [hello]))).toEqual([]);
  });
});

describe('dropOldestEnded', () => {
  it('drops the calls that ended first and never a live one', () => {
    const rows = new Map(
      [
        aCallRow({ call_id: 'first', ended_at: 1 }),
        aCallRow({ call_id: 'last', ended_at: 3 }),
        aCallRow({ call_id: 'live', live: true, started_at: 0 }),
        aCallRow({ call_id: 'second', ended_at: 2 }),
      ].map((row) => [row.call_id, row]),
    );
    dropOldestEnded(rows, 2);
    expect([...rows.keys()]).toEqual(['last', 'live', 'second']);
  });
});
