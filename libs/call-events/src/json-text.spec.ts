import fc from 'fast-check';
import { jsonText, membersText } from './json-text';
import { keyOrderOf } from './key-order';
import { RUNS } from './testing';

const key = fc.oneof(fc.string(), fc.constantFrom('a', 'b', '10', '9', '__proto__', 'toJSON'));
const flat = fc.dictionary(key, fc.oneof(fc.string({ unit: 'binary' }), fc.double(), fc.constantFrom(undefined, null)));

describe('jsonText', () => {
  it('is what JSON.stringify says, of anything', () => {
    const anything = fc.oneof(fc.string({ unit: 'binary' }), fc.double(), fc.constantFrom(undefined, -0), fc.json());
    const objects = fc.oneof(flat, fc.dictionary(fc.string(), fc.jsonValue()), fc.object({ withBoxedValues: true }));
    fc.assert(
      fc.property(fc.oneof(anything, fc.array(fc.jsonValue()), objects), (value) => {
        expect(jsonText(value)).toBe(JSON.stringify(value));
      }),
      RUNS,
    );
  });

  it.each([[new Date(0)], [{ toJSON: () => 'said by itself' }], [Object.create(null) as object], [new Map([[1, 2]])]])(
    'leaves %p to say itself what it is',
    (value) => {
      expect(jsonText(value)).toBe(JSON.stringify(value));
    },
  );
});

describe('membersText', () => {
  it('is what JSON.stringify says of these keys', () => {
    fc.assert(
      fc.property(flat, (value) => {
        const keys = Object.keys(value).filter((name) => name !== 'toJSON');
        const picked = Object.fromEntries(keys.map((name) => [name, value[name]]));
        expect(membersText(value, keyOrderOf(keys))).toBe(JSON.stringify(picked));
      }),
      RUNS,
    );
  });
});
