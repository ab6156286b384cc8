import fc from 'fast-check';
import { keyOrderOf } from './key-order';
import { RUNS } from './testing';

const keys = fc.uniqueArray(fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('a', 'b', 'c', '__proto__', '')), {
  maxLength: 6,
});

function heads(sorted: readonly string[]): string[] {
  return sorted.map((key, at) => `${at === 0 ? '{' : ','}${JSON.stringify(key)}:`);
}

describe('the order of keys', () => {
  it('is the same for keys that were seen before as for new ones', () => {
    fc.assert(
      fc.property(keys, (told) => {
        const sorted = [...told].sort();
        const order = { told, toldHeads: heads(told), sorted, sortedHeads: heads(sorted) };
        expect(keyOrderOf(told)).toEqual(order);
        expect(keyOrderOf([...told])).toEqual(order);
      }),
      RUNS,
    );
  });

  it('is found out once for each kind of object', () => {
    expect(keyOrderOf(['turn', 'outcome'])).toBe(keyOrderOf(['turn', 'outcome']));
    expect(keyOrderOf(['turn', 'outcome'])).not.toBe(keyOrderOf(['turn', 'outcome', 'latency']));
  });

  it('of what is large is not kept, nor is more than so much of what is small', () => {
    const many = Array.from({ length: 33 }, (_, at) => `key ${at}`);
    expect(keyOrderOf(many)).not.toBe(keyOrderOf(many));
    expect(keyOrderOf(['x'.repeat(513)])).not.toBe(keyOrderOf(['x'.repeat(513)]));
    const alike = keyOrderOf(['alike']);
    for (let more = 0; more < 16; more++) keyOrderOf(['alike', `${more}`]);
    expect(keyOrderOf(['alike'])).not.toBe(alike);
    const first = keyOrderOf(['first']);
    for (let more = 0; more < 256; more++) keyOrderOf([`other ${more}`]);
    expect(keyOrderOf(['first'])).not.toBe(first);
  });
});
