import { lastRequest } from './last-request';

describe('lastRequest', () => {
  const refused = { at: 2000, code: 'invalid_field', field: 'call_id' };

  it('is none before the first', () => {
    expect(lastRequest({ last_accepted_at: null, last_refused: null })).toBeNull();
  });

  it('is the later of the taken and the refused', () => {
    expect(lastRequest({ last_accepted_at: 3000, last_refused: refused })).toEqual({ at: 3000, reason: null });
    expect(lastRequest({ last_accepted_at: 1000, last_refused: refused })?.at).toBe(2000);
  });

  it('tells the reason, with the field where there is one', () => {
    expect(lastRequest({ last_accepted_at: 2000, last_refused: refused })?.reason).toBe('invalid_field: call_id');
    const whole = { at: 1, code: 'unauthorized', field: null };
    expect(lastRequest({ last_accepted_at: null, last_refused: whole })?.reason).toBe('unauthorized');
  });
});
