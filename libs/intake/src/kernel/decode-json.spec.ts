import fc from 'fast-check';
import { canonicalJson } from '@callscope/call-events';
import { RUNS } from '../../../call-events/src/testing';
import { decodeJsonObject } from './decode-json';
import { RefusedInputError } from './refusal';

const bytes = (text: string) => Buffer.from(text, 'utf8');

/** The code and field of the refusal; fails the test when there was none. */
function refusal(input: Uint8Array): { code: string; field: string | undefined; message: string } {
  try {
    decodeJsonObject(input);
  } catch (error) {
    if (error instanceof RefusedInputError) return error as ReturnType<typeof refusal>;
    throw error;
  }
  throw new Error('it was let in');
}

const nested = (depth: number) => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`;

describe('decodeJsonObject', () => {
  it('gives back any JSON object as it was sent', () => {
    const allowed = fc.string().filter((key) => !['__proto__', 'constructor', 'prototype'].includes(key));
    const object = fc.dictionary(allowed, fc.jsonValue({ maxDepth: 4 }), { noNullPrototype: true });
    fc.assert(
      fc.property(object, (value) => {
        fc.pre(!/__proto__|constructor|prototype/.test(JSON.stringify(value)));
        expect(decodeJsonObject(bytes(JSON.stringify(value)))).toStrictEqual(JSON.parse(JSON.stringify(value)));
      }),
      RUNS,
    );
  });

  it.each([
    ['emoji and a rare kanji', '{"text":"👋 𠮟る"}', { text: '👋 𠮟る' }],
    ['an escaped half of a surrogate pair', '{"text":"\\ud800"}', { text: '\ud800' }],
    ['a key given twice: the last one counts', '{"a":1,"a":2}', { a: 2 }],
    ['white space around', ' \n{"a":1}\r\n', { a: 1 }],
    ['a byte order mark', '\ufeff{"a":1}', { a: 1 }],
    ['the empty object', '{}', {}],
    ['keys that are members of every object', '{"toString":1,"hasOwnProperty":2}', { toString: 1, hasOwnProperty: 2 }],
    ['a forbidden word as a value', '{"a":"__proto__"}', { a: '__proto__' }],
  ])('takes %s', (_what, text, value) => {
    expect(JSON.stringify(decodeJsonObject(bytes(text)))).toBe(JSON.stringify(value));
  });

  it.each<[string, Uint8Array, string]>([
    ['nothing', bytes(''), 'empty_body'],
    ['white space', bytes('  \n'), 'invalid_json'],
    ['a byte order mark alone', bytes('\ufeff'), 'invalid_json'],
    ['two byte order marks', bytes('\ufeff\ufeff{}'), 'invalid_json'],
    ['text', bytes('hello'), 'invalid_json'],
    ['an object that breaks off', bytes('{"call_id":"c"'), 'invalid_json'],
    ['two objects', bytes('{}{}'), 'invalid_json'],
    ['a trailing comma', bytes('{"a":1,}'), 'invalid_json'],
    ['NaN', bytes('{"a":NaN}'), 'invalid_json'],
    ['a line break in a text', bytes('{"a":"\n"}'), 'invalid_json'],
    ['an array', bytes('[{"call_id":"c"}]'), 'not_an_object'],
    ['null', bytes('null'), 'not_an_object'],
    ['a number', bytes('5'), 'not_an_object'],
    ['a text', bytes('"call_id"'), 'not_an_object'],
    ['bytes that are no UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]), 'invalid_utf8'],
    ['a character cut in the middle', bytes('{"a":"é"}').subarray(0, 7), 'invalid_utf8'],
    ['a surrogate half in UTF-8', Buffer.from([0x22, 0xed, 0xa0, 0x80, 0x22]), 'invalid_utf8'],
    ['UTF-16', Buffer.from('\ufeff{"a":1}', 'utf16le'), 'invalid_utf8'],
  ])('refuses %s', (_what, input, code) => {
    expect(refusal(input).code).toBe(code);
  });

  it('never quotes what it refuses: that may be personal', () => {
    expect(refusal(bytes('{"caller":"+12065550142"')).message).not.toContain('2065550142');
  });

  it('takes 64 levels and refuses 65', () => {
    expect(canonicalJson(decodeJsonObject(bytes(nested(64))))).toBe(nested(64));
    expect(refusal(bytes(nested(65))).code).toBe('too_deep');
  });

  it.each([
    ['objects', nested(100_000)],
    ['arrays', `{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}`],
  ])('refuses 100 000 levels of %s without overflowing its stack', (_what, text) => {
    expect(refusal(bytes(text)).code).toBe('too_deep');
  });
});
