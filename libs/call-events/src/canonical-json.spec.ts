import fc from 'fast-check';
import { canonicalJson } from './canonical-json';
import { RUNS } from './testing';

/** JSON values, with keys that other code tends to stumble over. */
const key = fc.oneof(fc.string(), fc.constantFrom('a', 'B', 'é', '10', '9', '!', '__proto__', 'toString', '😀', '｡'));
const { json } = fc.letrec<{ json: unknown }>((tie) => ({
  json: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc
      .oneof(
        fc.constant(null),
        fc.boolean(),
        fc.string({ unit: 'binary' }),
        fc.double({ noNaN: true, noDefaultInfinity: true }),
      )
      .map((value) => (Object.is(value, -0) ? 0 : value)),
    fc.array(tie('json'), { maxLength: 4 }),
    fc.dictionary(key, tie('json'), { maxKeys: 5 }).map(asParsed),
  ),
}));

/** As a parser would have made it: `__proto__` is a key like any other. */
function asParsed(value: object): unknown {
  return JSON.parse(JSON.stringify(value));
}

/** The same value, with the keys of every object told in the opposite order. */
function turnedAround(value: unknown): unknown {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(turnedAround);
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([name, child]) => [name, turnedAround(child)]),
  );
}

describe('canonicalJson', () => {
  it('gives equal text whatever the order of keys', () => {
    fc.assert(
      fc.property(json, (value) => {
        expect(canonicalJson(turnedAround(value))).toBe(canonicalJson(value));
      }),
      RUNS,
    );
  });

  it('gives the value back when it is parsed, so that different values have different texts', () => {
    fc.assert(
      fc.property(json, (value) => {
        expect(JSON.parse(canonicalJson(value))).toStrictEqual(value);
      }),
      RUNS,
    );
  });

  it('leaves the value as it was', () => {
    const value = { b: 1, a: { d: [{ y: 1, x: 2 }], c: null } };
    canonicalJson(value);
    expect(JSON.stringify(value)).toBe('{"b":1,"a":{"d":[{"y":1,"x":2}],"c":null}}');
  });

  it.each([
    [{ b: 1, a: 2 }, '{"a":2,"b":1}'],
    [{ a: { z: 1, y: [{ q: 1, p: 2 }] } }, '{"a":{"y":[{"p":2,"q":1}],"z":1}}'],
    [{ é: 1, z: 2, Z: 3 }, '{"Z":3,"z":2,"é":1}'],
    [['b', 'a'], '["b","a"]'],
    [{ a: undefined, b: 1 }, '{"b":1}'],
    [{ c: 1, b: [{ a: undefined }], a: () => 1 }, '{"b":[{}],"c":1}'],
    [{ b: 1, a: new Date(0) }, '{"a":"1970-01-01T00:00:00.000Z","b":1}'],
    [{ toJSON: 1, b: 2, a: 3 }, '{"a":3,"b":2,"toJSON":1}'],
    [[undefined], '[null]'],
    ['\u2028', '"\u2028"'],
    ['\ud800', '"\\ud800"'],
    [null, 'null'],
    [undefined, 'null'],
    [{}, '{}'],
  ])('writes %j as %s', (value, text) => {
    expect(canonicalJson(value)).toBe(text);
  });

  it('keeps a key called __proto__ as a key', () => {
    const value: unknown = JSON.parse('{"b":1,"__proto__":{"x":1},"a":2}');
    expect(canonicalJson(value)).toBe('{"__proto__":{"x":1},"a":2,"b":1}');
  });

  it('has no white space but that of the texts themselves', () => {
    expect(canonicalJson({ 'a b': [1, { c: ' \n' }] })).toBe('{"a b":[1,{"c":" \\n"}]}');
  });
});
