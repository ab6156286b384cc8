import fc from 'fast-check';
import { jsonText } from './json-text';
import { RUNS } from './testing';

describe('jsonText', () => {
  it('is what JSON.stringify says, of anything', () => {
    const anything = fc.oneof(fc.string({ unit: 'binary' }), fc.double(), fc.constantFrom(undefined, -0), fc.json());
    fc.assert(
      fc.property(fc.oneof(anything, fc.array(fc.jsonValue()), fc.dictionary(fc.string(), fc.jsonValue())), (value) => {
        expect(jsonText(value)).toBe(JSON.stringify(value));
      }),
      RUNS,
    );
  });
});
