import { RUNS, shuffled } from '../../call-events/src/testing';
import fc from 'fast-check';
import { outranks, tell, type Told } from './told';

const telling = fc.record({
  rank: fc.nat(2),
  at: fc.option(fc.constantFrom(0, 1, 1_778_627_000_000)),
  id: fc.string({ maxLength: 3 }),
});
const tellings = fc.uniqueArray(telling, { minLength: 1, selector: ({ id }) => id });

function inForce(list: readonly Omit<Told<string>, 'value'>[]): Told<string> {
  return list.reduce<Told<string> | undefined>((known, next) => tell(known, next.id, next), undefined)!;
}

describe('a field that several events tell', () => {
  it('has one telling in force, whatever the order in which they come and however often', () => {
    const orders = tellings.chain((list) => fc.tuple(fc.constant(list), shuffled([...list, ...list])));
    fc.assert(
      fc.property(orders, ([list, order]) => {
        const winner = inForce(order);
        expect(winner).toEqual(inForce(list));
        for (const other of list) expect(outranks(other, winner)).toBe(false);
      }),
      RUNS,
    );
  });

  it.each([
    ['the higher rank, though it is earlier', { rank: 1, at: 1, id: 'a' }, { rank: 0, at: 2, id: 'b' }],
    ['of one rank the later time', { rank: 0, at: 2, id: 'a' }, { rank: 0, at: 1, id: 'b' }],
    ['any time over none', { rank: 0, at: 0, id: 'a' }, { rank: 0, at: null, id: 'b' }],
    ['at one time the greater id', { rank: 0, at: 1, id: 'b' }, { rank: 0, at: 1, id: 'a' }],
    ['without times the greater id', { rank: 0, at: null, id: 'b' }, { rank: 0, at: null, id: 'a' }],
  ])('believes %s', (_what, over, under) => {
    expect([outranks(over, under), outranks(under, over)]).toEqual([true, false]);
  });

  it('stays the very same object while nothing changes', () => {
    const known = { value: 'kept', rank: 0, at: 5, id: 'b' };
    expect(tell(known, 'again', { rank: 0, at: 5, id: 'b' })).toBe(known);
    expect(tell(known, 'weaker', { rank: 0, at: 4, id: 'c' })).toBe(known);
  });
});
