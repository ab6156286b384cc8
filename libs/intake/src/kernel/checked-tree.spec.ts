import { checkedTree } from './checked-tree';
import { RefusedInputError } from './refusal';

function refused(json: string): [string, string | undefined] | null {
  try {
    checkedTree(JSON.parse(json) as object);
    return null;
  } catch (error) {
    if (error instanceof RefusedInputError) return [error.code, error.field];
    throw error;
  }
}

describe('checkedTree', () => {
  it.each([
    ['{"__proto__":{"admin":true}}', '__proto__'],
    ['{"a":{"constructor":1}}', 'a.constructor'],
    ['{"a":[{"b":0},{"prototype":null}]}', 'a[1].prototype'],
    ['{"metrics":{"turns":[{"latency":{"__proto__":[]}}]}}', 'metrics.turns[0].latency.__proto__'],
    ['[[{"constructor":{}}]]', '[0][0].constructor'],
  ])('refuses the key that reaches into prototypes in %s, and says where', (json, field) => {
    expect(refused(json)).toEqual(['forbidden_key', field]);
  });

  it.each([
    ['{"a":1e400}', 'a'],
    ['{"a":{"b":[0,-1e400]}}', 'a.b[1]'],
    ['{"metrics":{"turns":[{},{"latency":{"tts_ms":1e999}}]}}', 'metrics.turns[1].latency.tts_ms'],
  ])('refuses the number that no double holds in %s, and says where', (json, field) => {
    expect(refused(json)).toEqual(['invalid_field', field]);
  });

  it('counts levels of objects and arrays alike, not their number', () => {
    const nested = (depth: number) => `${'[{"a":'.repeat(depth / 2)}0${'}]'.repeat(depth / 2)}`;
    expect(refused(nested(64))).toBeNull();
    expect(refused(nested(66))).toEqual(['too_deep', undefined]);
    expect(refused(`[${Array(10_000).fill('{}').join(',')}]`)).toBeNull();
  });

  it.each([
    ['{"a":{"+12065550142":{"constructor":1}}}', 'a'],
    ['{"a":{"Maria B":[{"b":{"constructor":1}}]}}', 'a'],
    ['{"a":{"tel2065550142":{"constructor":1}}}', 'a'],
    ['{"a":{"":{"b":{"constructor":1}}}}', 'a'],
    [`{"a":{"${'k'.repeat(65)}":{"constructor":1}}}`, 'a'],
    [`{"a":{"${'k'.repeat(64)}":{"constructor":1}}}`, `a.${'k'.repeat(64)}.constructor`],
    ['{"a":{"b-c.d_1":{"constructor":1}}}', 'a.b-c.d_1.constructor'],
    [`${`{"${'k'.repeat(60)}":`.repeat(6)}{"constructor":1}${'}'.repeat(6)}`, Array(4).fill('k'.repeat(60)).join('.')],
    ['{"+12065550142":{"constructor":1}}', undefined],
  ])('says where a fault is only as far as keys are plain names: %.50s', (json, field) => {
    expect(refused(json)).toEqual(['forbidden_key', field]);
  });

  it.each([
    ['{"a":{"b":1e400}}', 'a.b is a number out of range'],
    ['{"a":{"+12065550142":{"b":1e400}}}', 'something in a is a number out of range'],
    ['{"+12065550142":1e400}', 'something in the body is a number out of range'],
  ])('quotes no other key in its sentence: %s', (json, sentence) => {
    expect(() => {
      checkedTree(JSON.parse(json) as object);
    }).toThrow(new Error(sentence));
  });

  it('lets everything else pass', () => {
    expect(refused('{"a":[null,true,"constructor",1.7976931348623157e308,{"proto":[]}],"":{"":0}}')).toBeNull();
  });
});

it('refuses an object of more than 2 000 keys, wherever it stands', () => {
  const keys = (n: number) => Object.fromEntries(Array.from({ length: n }, (_, index) => [`k${index}`, 1]));
  expect(() => {
    checkedTree({ call_id: 'a', metrics: keys(2_000) });
  }).not.toThrow();
  expect(() => {
    checkedTree({ call_id: 'a', metrics: keys(2_001) });
  }).toThrow('metrics has more than 2000 keys');
});
