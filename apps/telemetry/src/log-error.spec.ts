import { plainError } from './log-error';

describe('plainError', () => {
  it('keeps type, code, message and where it was thrown', () => {
    const error = Object.assign(new TypeError('no such stage'), { code: 'not_ready' });
    expect(plainError(error)).toEqual({
      type: 'TypeError',
      code: 'not_ready',
      message: 'no such stage',
      stack: expect.stringMatching(/^\s+at /) as string,
    });
  });

  it('leaves off all that somebody hung on the error', () => {
    const error = Object.assign(new Error('too large'), { body: 'SECRET', headers: { a: 'SECRET' }, code: 413 });
    const wrapped = new Error('failed', { cause: Object.assign(error, { name: 'PayloadTooLarge' }) });
    expect(JSON.stringify(plainError(wrapped))).not.toContain('SECRET');
    expect(plainError(wrapped)).toMatchObject({ cause: { type: 'PayloadTooLarge', message: 'too large' } });
    expect(plainError('SECRET')).toBe('string');
  });

  it('does not quote the text that could not be parsed', () => {
    let thrown: unknown;
    try {
      JSON.parse('{"to":"+12125550100"');
      JSON.parse('"SECRET words');
    } catch (error) {
      thrown = error;
    }
    const quoting = new SyntaxError('Unexpected token S in "SECRET words"');
    for (const error of [thrown, quoting]) {
      expect(JSON.stringify(plainError(error))).not.toMatch(/SECRET|2125550100/);
      expect(plainError(error)).toMatchObject({ type: 'SyntaxError', message: 'a text could not be parsed' });
    }
  });

  it('follows causes only so far', () => {
    let error = new Error('0');
    for (let depth = 1; depth < 10; depth += 1) error = new Error(String(depth), { cause: error });
    expect(JSON.stringify(plainError(error)).match(/"message"/g)).toHaveLength(4);
  });
});
