import { shortcutOf } from './shortcut';

const pressed = (key: string, more: object = {}) =>
  shortcutOf({ key, ctrlKey: false, metaKey: false, altKey: false, target: null, defaultPrevented: false, ...more });

/** A place that stands inside of the given tags. */
const inside = (...tags: string[]) => ({
  closest: (wanted: string) => wanted.split(', ').find((tag) => tags.includes(tag)) ?? null,
});

it('is a command where nothing else takes keys', () => {
  expect([pressed('/'), pressed('?', { target: inside('main') })]).toEqual(['/', '?']);
});

it.each([
  ['is written', { target: inside('input') }],
  ['stands in a dialog', { target: inside('dialog') }],
  ['belongs to the browser', { ctrlKey: true }],
  ['belongs to the machine', { metaKey: true }],
  ['is taken already', { defaultPrevented: true }],
])('is no command where it %s', (_, more) => {
  expect(pressed('/', more)).toBeNull();
});
