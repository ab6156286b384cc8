import { refusalOf } from './answer';

describe('refusalOf', () => {
  it('takes code and sentence of an answer', () => {
    const body = JSON.stringify({ ok: false, error: 'missing call_id', code: 'missing_call_id' });
    expect(refusalOf(400, body)).toEqual({ status: 400, code: 'missing_call_id', message: 'missing call_id' });
  });

  it.each([['<html>'], ['[]'], [''], ['{"code":5}']])('takes the status alone from %p', (body) => {
    expect(refusalOf(502, body)).toEqual({ status: 502, code: null, message: null });
  });

  it('lets nothing through that steers a terminal, and no long text', () => {
    const { message } = refusalOf(400, JSON.stringify({ error: `\u001b[2J\n${'x'.repeat(500)}` }));
    expect(message).toMatch(/^ \[2J x+$/);
    expect(message).toHaveLength(200);
  });
});
