import fc from 'fast-check';
import type { JsonObject } from '../json-object';
import { shiftTimes } from './shift-times';

const ended = {
  call_id: 'CA1',
  started_at: 1778625000,
  ended_at: 1778625078.267,
  transcript: [
    { role: 'user', text: 'Hi', timestamp: 1778625011215 },
    { role: 'assistant', text: 'Hello' },
  ],
  metrics: {
    duration_seconds: 78.05,
    turns: [{ turn_index: 0, latency: { total_ms: 130.5 }, timestamp: 1778625002.728 }],
    cost: { total: 0.5 },
  },
};

describe('shiftTimes', () => {
  it('moves every instant of an end and nothing else, keys in their order', () => {
    const shifted = {
      call_id: 'CA1',
      started_at: 1778625010.001,
      ended_at: 1778625088.268,
      transcript: [
        { role: 'user', text: 'Hi', timestamp: 1778625021216 },
        { role: 'assistant', text: 'Hello' },
      ],
      metrics: {
        duration_seconds: 78.05,
        turns: [{ turn_index: 0, latency: { total_ms: 130.5 }, timestamp: 1778625012.729 }],
        cost: { total: 0.5 },
      },
    };
    expect(JSON.stringify(shiftTimes(ended, 10_001))).toBe(JSON.stringify(shifted));
  });

  it('leaves the body it was given as it was', () => {
    const before = structuredClone(ended);
    shiftTimes(ended, 5_000);
    expect(ended).toEqual(before);
  });

  it('gives the same body for no shift', () => {
    expect(JSON.stringify(shiftTimes(ended, 0))).toBe(JSON.stringify(ended));
  });

  it.each<[string, JsonObject]>([
    ['an end without a time', { call_id: 'CA1', ended_at: 0 }],
    ['a start', { call_id: 'CA1', caller: '+12125550100' }],
    ['metrics that are null', { call_id: 'CA1', metrics: null }],
    ['an empty transcript', { call_id: 'CA1', transcript: [] }],
    ['fields of another kind', { transcript: 'none', metrics: { turns: { timestamp: 1778625002 } }, ended_at: 'now' }],
    ['entries of another kind', { transcript: [1778625002, null, ['x']], metrics: [] }],
  ])('leaves %s as it is', (_what, body) => {
    expect(shiftTimes(body, 5_000)).toStrictEqual(body);
  });

  it('keeps the differences between instants and their units', () => {
    const offsets = fc.array(fc.integer({ min: 0, max: 4_000_000 }), { minLength: 1 });
    fc.assert(
      fc.property(offsets, fc.integer({ min: -9e11, max: 9e11 }), (offsetsMs, shiftMs) => {
        const baseMs = 1778625000000;
        const body = {
          ended_at: baseMs / 1000,
          transcript: offsetsMs.map((ms) => ({ timestamp: baseMs + ms })),
          metrics: { turns: offsetsMs.map((ms) => ({ timestamp: (baseMs + ms) / 1000 })) },
        };
        const shifted = shiftTimes(body, shiftMs) as typeof body;
        const endedMs = Math.round(shifted.ended_at * 1000);
        expect(endedMs).toBe(baseMs + shiftMs);
        expect(shifted.transcript.map(({ timestamp }) => timestamp - endedMs)).toEqual(offsetsMs);
        expect(shifted.metrics.turns.map(({ timestamp }) => Math.round(timestamp * 1000) - endedMs)).toEqual(offsetsMs);
      }),
    );
  });
});
