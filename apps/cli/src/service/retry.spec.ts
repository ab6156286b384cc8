import type { Answer } from './answer';
import { deliver } from './deliver';
import { LONGEST_WAIT_MS, MOST_RETRIES, waitBeforeRetry } from './retry';
import { fakeClock } from '../testing/fake-clock';

const NOW_MS = Date.parse('2026-05-12T10:00:00Z');
const refused = (status: number, retryAfter: string | null): Answer => {
  return { kind: 'refused', status, retryAfter, code: null, message: null };
};

describe('waitBeforeRetry', () => {
  it.each<[string, Answer, number | undefined]>([
    ['the seconds the service asks for', refused(503, '3'), 3_000],
    ['the date the service asks for', refused(429, 'Tue, 12 May 2026 10:00:07 GMT'), 7_000],
    ['no time when that date is past', refused(503, 'Tue, 12 May 2026 09:00:00 GMT'), 0],
    ['a second when the service names no time', refused(503, null), 1_000],
    ['a second when the service names no sensible time', refused(429, 'soon'), 1_000],
    ['a second when nobody answered', { kind: 'unreachable', reason: 'ECONNRESET' }, 1_000],
    ['no more when it would take too long', refused(503, String(LONGEST_WAIT_MS / 1000 + 1)), undefined],
    ['no more when the service said no', refused(422, '1'), undefined],
    ['no more when it was accepted', { kind: 'accepted' }, undefined],
  ])('is %s', (_what, answer, waitMs) => {
    expect(waitBeforeRetry(answer, 0, NOW_MS)).toBe(waitMs);
  });

  it('ends after a number of retries', () => {
    expect(waitBeforeRetry(refused(503, '1'), MOST_RETRIES - 1, NOW_MS)).toBe(1_000);
    expect(waitBeforeRetry(refused(503, '1'), MOST_RETRIES, NOW_MS)).toBeUndefined();
  });
});

describe('deliver', () => {
  it('posts until the answer stands', async () => {
    const answers = [refused(503, '2'), refused(429, '4'), { kind: 'accepted' } as const];
    const clock = fakeClock();
    const delivery = await deliver(async () => answers.shift()!, clock, new AbortController().signal);
    expect(delivery).toEqual({ answer: { kind: 'accepted' }, retries: 2 });
    expect(clock.waits).toEqual([2_000, 4_000]);
  });

  it('tries no more once stopped', async () => {
    const stop = new AbortController();
    let posted = 0;
    const post = async (): Promise<Answer> => {
      posted += 1;
      stop.abort();
      return refused(503, '2');
    };
    expect(await deliver(post, fakeClock(), stop.signal)).toEqual({ answer: refused(503, '2'), retries: 0 });
    expect(posted).toBe(1);
  });
});
