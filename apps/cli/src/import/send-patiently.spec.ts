import type { Answer } from '../service/answer';
import { fakeClock } from '../testing/fake-clock';
import { CannotGoOn, sendPatiently, Stopped } from './send-patiently';

const busy = (retryAfter: string | null): Answer => ({
  kind: 'refused',
  status: 503,
  retryAfter,
  code: 'overloaded',
  message: null,
});
const gone: Answer = { kind: 'unreachable', reason: 'ECONNREFUSED' };
const taken: Answer = { kind: 'accepted', text: '' };
const signal = new AbortController().signal;

/** Answers one after the other, the last one for ever. */
function answering(...answers: readonly Answer[]): () => Promise<Answer> {
  let index = 0;
  return async () => answers[Math.min(index++, answers.length - 1)] ?? taken;
}

describe('sendPatiently', () => {
  it('waits as long as the service asks, however often', async () => {
    const clock = fakeClock();
    const answers = [...Array<Answer>(50).fill(busy('2')), busy(null), taken];
    expect(await sendPatiently(answering(...answers), clock, signal)).toBe(taken);
    expect(clock.waits).toEqual([...Array<number>(50).fill(2_000), 500]);
  });

  it('gives up on a service that is busy for ten minutes', async () => {
    const clock = fakeClock();
    const sent = sendPatiently(answering(busy('10')), clock, signal);
    await expect(sent).rejects.toMatchObject({ exitCode: 3, message: 'the service stays busy (overloaded)' });
    expect(clock.waits.reduce((sum, ms) => sum + ms, 0)).toBe(610_000);
  });

  it('gives up on a service that does not answer, after longer and longer waits', async () => {
    const clock = fakeClock();
    await expect(sendPatiently(answering(gone), clock, signal)).rejects.toThrow(CannotGoOn);
    expect(clock.waits).toEqual([500, 1_000, 2_000, 4_000, 8_000]);
    expect(await sendPatiently(answering(gone, gone, taken), fakeClock(), signal)).toBe(taken);
  });

  it('comes back at once with what stands', async () => {
    const refused: Answer = { kind: 'refused', status: 422, retryAfter: null, code: 'invalid_field', message: null };
    expect(await sendPatiently(answering(refused), fakeClock(), signal)).toBe(refused);
  });

  it('stops waiting when it is told to', async () => {
    const stop = new AbortController();
    stop.abort();
    await expect(sendPatiently(answering(busy('1')), fakeClock(), stop.signal)).rejects.toThrow(Stopped);
  });
});
