import fc from 'fast-check';
import { formatPlace, parsePlace, type Place } from './place';

describe('the place that an address names', () => {
  it.each<[string, Place]>([
    ['', { view: 'calls', callId: null, query: {} }],
    ['#/', { view: 'calls', callId: null, query: {} }],
    ['#/?status=failed&window=7d', { view: 'calls', callId: null, query: { status: 'failed', window: '7d' } }],
    ['#/calls/CA12?at=7', { view: 'call', callId: 'CA12', query: { at: '7' } }],
    ['#/calls/', { view: 'calls', callId: null, query: {} }],
    ['#/latency?by=agent', { view: 'latency', callId: null, query: { by: 'agent' } }],
    ['#/nowhere', { view: 'calls', callId: null, query: {} }],
    ['#/calls/%', { view: 'call', callId: '%', query: {} }],
  ])('%s', (hash, place) => {
    expect(parsePlace(hash)).toEqual(place);
  });

  it('is what was put into it, whatever ids and words hold', () => {
    const word = fc.string({ minLength: 1, unit: 'binary' });
    const query = fc.dictionary(word, word, { noNullPrototype: true });
    const place: fc.Arbitrary<Place> = fc.oneof(
      fc.record({ view: fc.constant('call' as const), callId: word, query }),
      fc.record({ view: fc.constantFrom('calls' as const, 'latency' as const), callId: fc.constant(null), query }),
    );
    fc.assert(fc.property(place, (told) => expect(parsePlace(formatPlace(told))).toEqual(told)));
  });
});
