import type { Answer } from '../service/answer';
import { Tally } from './tally';
import { aPost } from './testing/a-post';

const accepted: Answer = { kind: 'accepted' };
const refused: Answer = { kind: 'refused', status: 422, code: 'invalid_field', message: null, retryAfter: null };
const ended = (callId: string, line: number) => ({ ...aPost(0, callId, line), body: { call_id: callId, ended_at: 0 } });

describe('Tally', () => {
  it('counts posts, the calls they name, and the calls whose end was accepted', () => {
    const tally = new Tally();
    tally.add(aPost(0, 'a', 1), { answer: accepted, retries: 0 });
    tally.add(ended('a', 2), { answer: accepted, retries: 3 });
    tally.add(ended('a', 3), { answer: accepted, retries: 1 });
    tally.add(ended('b', 4), { answer: refused, retries: 0 });
    tally.add(aPost(0, undefined, 5), { answer: accepted, retries: 0 });
    expect(tally.counts()).toMatchObject({ sent: 5, accepted: 4, retries: 4, calls: 2, ended: 1 });
  });

  it('names what was refused in the order of the file, whatever was answered first', () => {
    const tally = new Tally();
    tally.add(aPost(0, 'a', 9), { answer: refused, retries: 0 });
    tally.add(aPost(0, 'b', 2), { answer: { kind: 'unreachable', reason: 'ECONNRESET' }, retries: 5 });
    expect(tally.counts().refused).toEqual([
      { line: 2, status: 0, code: null, message: 'ECONNRESET' },
      { line: 9, status: 422, code: 'invalid_field', message: null },
    ]);
  });
});
