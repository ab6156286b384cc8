import { CALL_EVENT_TYPES, EVENT_SPECS, OWN_TYPES, specOf } from '../events';
import { goldensByVersion, goldensToday } from '../testing';
import { currentVersion } from './registry';
import { upcast } from './upcast';

const byVersion = goldensByVersion();
const all = [...byVersion.values()].flat();
const today = new Map(goldensToday().map((event) => [event.id, event]));

describe.each(all.map((event) => [event.id, event.v, event] as const))(
  'the golden event %s of version %i',
  (id, _v, event) => {
    it('is read in the form that is expected today', () => {
      expect(upcast(event)).toStrictEqual(today.get(id));
    });

    it('is then what the guard of its type takes', () => {
      expect(specOf(event.type)?.guard(upcast(event).data, 'data')).toBeNull();
    });
  },
);

describe('the golden events', () => {
  it.each([...byVersion])('of %s are of that version', (name, events) => {
    expect(events.filter(({ v }) => `v${v}` !== name)).toEqual([]);
  });

  it('are told apart by their ids, and each has its expected form', () => {
    expect(all.map(({ id }) => id).sort()).toEqual([...today.keys()].sort());
    expect(today.size).toBe(goldensToday().length);
  });

  it.each(CALL_EVENT_TYPES)('have one of %s in the version that is written today', (type) => {
    expect(all.filter((event) => event.type === type).map(({ v }) => v)).toContain(currentVersion(type));
  });

  // A guard lets an unknown field through: a field that was renamed or taken out would be lost without a word.
  it.each(CALL_EVENT_TYPES)('of %s tell, read today, just the fields that the type knows', (type) => {
    const { fields } = EVENT_SPECS[type];
    const known = Object.keys({ ...fields.required, ...fields.optional });
    const told = all.filter((event) => event.type === type).flatMap((event) => Object.keys(upcast(event).data));
    // Any event may tell its turn, but the service itself never does.
    const wanted = OWN_TYPES.has(type) ? known.filter((field) => field !== 'turn') : known;
    expect([...new Set(told)].sort()).toEqual(wanted.sort());
  });
});
