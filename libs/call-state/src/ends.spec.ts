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

describe('of several ends without a report', () => {
  const ended = (data: CallEnded['data'], id: string, at: number) => anEnd(data, { id, occurred_at: at });
  const weaker = ended({ reason: 'no_answer', duration_ms: 5 }, 'a', T0);

  /** What stands of them, told in every order: all must agree. */
  function toldOf(...ends: CallEnded[]): Pick<End, 'id' | 'reason' | 'duration_ms'> {
    const orders = ends.flatMap((_, from) => {
      const turned = [...ends.slice(from), ...ends.slice(0, from)];
      return [turned, [...turned].reverse()];
    });
    const [first, ...others] = orders.map((order) => ({ ...standing(...order), position: 0 }));
    for (const other of others) expect(other).toStrictEqual(first);
    return first!;
  }

  it.each([{ reason: 'unknown' }, {}] as const)('one that says only %j takes nothing that another says', (data) => {
    const strongest = ended(data, 'b', T0 + 1);
    expect(toldOf(weaker, strongest)).toMatchObject({ id: 'b', reason: 'no_answer', duration_ms: 5 });
    expect(toldOf(weaker, strongest, ended({ reason: 'busy' }, 'c', T0 - 1))).toMatchObject({ reason: 'no_answer' });
  });

  it('the strongest that says it tells the reason, and the strongest that says it the duration', () => {
    const [reason, duration] = [ended({ reason: 'busy' }, 'c', T0 + 1), ended({ duration_ms: 0 }, 'b', T0 + 1)];
    expect(toldOf(weaker, reason, duration)).toMatchObject({ id: 'c', reason: 'busy', duration_ms: 0 });
  });

  it('the reason is unknown where one says so and none says more', () => {
    const ends = [ended({ reason: 'unknown' }, 'a', T0), ended({ duration_ms: 7 }, 'b', T0 + 1)];
    expect(toldOf(...ends)).toMatchObject({ id: 'b', reason: 'unknown', duration_ms: 7 });
  });

  it('nothing is left of any where a report comes, though it says nothing itself', () => {
    const report = withReport('r', T0 - 9);
    for (const ends of [
      [weaker, report],
      [report, weaker],
      [weaker, ended({}, 'b', T0 + 1), report],
    ]) {
      expect(standing(...ends)).toMatchObject({ id: 'r', reason: null, duration_ms: null });
      expect(standing(...ends)).not.toHaveProperty('reason_told');
    }
  });

  it('what stands is the very same object when one tells nothing that stands', () => {
    const [event, less] = stored([ended({ reason: 'busy' }, 'b', T0 + 1), ended({ reason: 'unknown' }, 'a', T0)]);
    const end = evolveEnd(null, event as StoredEnd);
    expect(evolveEnd(end, less as StoredEnd)).toBe(end);
    expect(evolveEnd(end, event as StoredEnd)).toBe(end);
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
