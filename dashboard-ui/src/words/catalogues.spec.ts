import { de } from './de';
import { en } from './en';

type Text = string | ((...given: unknown[]) => string);
const textsOf = (words: object): [path: string, text: Text][] =>
  Object.entries(words).flatMap(([area, texts]) =>
    Object.entries(texts as Record<string, Text>).map(([name, text]): [string, Text] => [`${area}.${name}`, text]),
  );

const ENGLISH = new Map(textsOf(en));
const GERMAN = new Map(textsOf(de));
const MADE = [...GERMAN].filter(([, text]) => typeof text === 'function').map(([path]) => path);

it('are the same texts in the same order in each language', () => {
  expect([...GERMAN.keys()]).toEqual([...ENGLISH.keys()]);
});

it.each([
  ['English', ENGLISH],
  ['German', GERMAN],
])('have no empty text in %s, and none with a blank or a line at its end', (_, texts) => {
  const plain = [...texts].flatMap(([path, text]) => (typeof text === 'string' ? [{ path, text }] : []));
  expect(plain.filter(({ text }) => text === '' || text !== text.trim() || text.includes('\n'))).toEqual([]);
});

it.each(MADE)('say in %s all that they are given', (path) => {
  for (const make of [ENGLISH.get(path), GERMAN.get(path)]) {
    if (typeof make !== 'function') throw new Error(`${path} is a function in one language only`);
    const given = Array.from({ length: make.length }, (_, at) => 7001 + at);
    const said = make(...given);
    // A count beside the number as it reads only picks the form of the word.
    const shown = path === 'any.counted' || path === 'page.ofTurns' ? given.slice(1) : given;
    if (path === 'note.changed') expect(make(1)).not.toBe(make(2));
    else expect(shown.filter((each) => !said.includes(String(each)))).toEqual([]);
  }
});

it('have a form for one and one for more', () => {
  expect([en.any.counted(1, '1'), en.any.counted(0, '0'), en.any.counted(1200, '1,200')]).toEqual([
    '1 call',
    '0 calls',
    '1,200 calls',
  ]);
  expect([de.any.counted(1, '1'), de.any.counted(2, '2')]).toEqual(['1 Anruf', '2 Anrufe']);
  expect([de.page.errors(1), de.page.errors(2)]).toEqual(['mit 1 Fehler', 'mit 2 Fehlern']);
});
