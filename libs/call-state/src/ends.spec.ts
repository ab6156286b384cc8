import type { CallEnded, StoredEnvelope } from '@callscope/call-events';
import { anEnd, stored, T0 } from '../../call-events/src/testing';
import { type End, evolveEnd } from './ends';

type StoredEnd = CallEnded & StoredEnvelope;

function standing(...ends: CallEnded[]): End {
  return stored(ends).reduce<End | null>((known, event) => evolveEnd(known, event as StoredEnd), null)!;
}

const plain = (id: string, at?: number) => anEnd({}, { id, ...(at === undefined ? {} : { occurred_at: at }) });
const withReport = (id: string, at: number) => anEnd({ report_id: id, report: {} }, { id, occurred_at: at });

describe('of several ends of a call', () => {
  it.each([
    ['the later', plain('a', T0 + 1), plain('b', T0)],
    ['that with a time', plain('a', T0), plain('b')],
    ['at one time that with the greater id', plain('b', T0), plain('a', T0)],
    ['that with a report, though it is earlier', withReport('a', T0), plain('b', T0 + 1)],
  ])('there stands, in either order, %s', (_what, wins, loses) => {
    expect([standing(wins, loses).id, standing(loses, wins).id]).toEqual([wins.id, wins.id]);
  });

  it('there stands, of two with a report, the one stored last, though it is earlier by its own time', () => {
    const [one, other] = [withReport('b', T0 + 1), withReport('a', T0)];
    expect([standing(one, other).id, standing(other, one).id]).toEqual(['a', 'b']);
    expect(standing(one, other, plain('c', T0 + 9)).id).toBe('a');
  });

  it('the one that stands is the very same object when it is told again', () => {
    const [event] = stored([withReport('a', T0)]);
    const end = evolveEnd(null, event as StoredEnd);
    const [other] = stored([plain('z', T0 + 1)], { after: 1 });
    expect(evolveEnd(end, event as StoredEnd)).toBe(end);
    expect(evolveEnd(end, other as StoredEnd)).toBe(end);
  });
});

describe('an end', () => {
  it('keeps what its report says of turns, latency and money, and nothing personal of it', () => {
    const report = { caller: '+12125550110', metrics: { cost: { total: 0.5 }, latency_avg: { total_ms: 904 } } };
    const end = standing(anEnd({ reason: 'completed', duration_ms: 5, report_id: 'r', turns: [0, 2], report }));
    expect(end).toMatchObject({
      reason: 'completed',
      duration_ms: 5,
      report: { id: 'r', turns: [0, 2], latency_ms: 904, total_nano: 500_000_000 },
    });
    expect(JSON.stringify(end)).not.toContain('+12125550110');
  });

  it('says null for what it does not know', () => {
    expect(standing(anEnd())).toMatchObject({ occurred_at: null, reason: null, duration_ms: null });
    expect(standing(anEnd({ report_id: 'r' })).report).toStrictEqual({
      id: 'r',
      turns: null,
      latency_ms: null,
      total_nano: null,
    });
  });
});
