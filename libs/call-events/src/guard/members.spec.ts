import { objectOf } from './fields';
import { holdsUnknown, knownOf, membersOf } from './members';
import { anything, text } from './rule';

const { members } = objectOf({
  required: { name: text() },
  optional: { voice: objectOf({ optional: { model: text() } }), tags: anything },
});

describe('what an object holds', () => {
  it.each<[unknown, boolean]>([
    [{}, false],
    [{ name: 'Ada', voice: { model: 'x' }, tags: { colour: 'red' } }, false],
    [{ name: 'Ada', voice: 'x' }, false],
    [{ name: 'Ada', phone: '+12065550142' }, true],
    [{ name: 'Ada', phone: null }, true],
    [{ voice: { model: 'x', phone: '+12065550142' } }, true],
    [{ toString: 'x' }, true],
    ['Ada', false],
    [null, false],
    [['Ada'], false],
  ])('of %j is unknown: %s', (value, isUnknown) => {
    expect(holdsUnknown(value, members)).toBe(isUnknown);
  });

  it.each<[unknown, unknown]>([
    [{ name: 'Ada', phone: '+12065550142' }, { name: 'Ada' }],
    [
      { voice: { model: 'x', phone: 1 }, tags: { colour: 'red' } },
      { voice: { model: 'x' }, tags: { colour: 'red' } },
    ],
    [{ name: 'Ada', voice: { phone: 1 } }, { name: 'Ada' }],
    [{ voice: { phone: 1 }, phone: 2 }, undefined],
    ['Ada', 'Ada'],
  ])('of %j is known as %j', (value, known) => {
    expect(knownOf(value, members)).toEqual(known);
  });

  it('is not asked for where nothing is told of it', () => {
    expect(membersOf(anything)).toBeNull();
    expect(holdsUnknown({ colour: 'red' }, null)).toBe(false);
    expect(knownOf({ colour: 'red' }, null)).toEqual({ colour: 'red' });
  });
});
