import type { Plugin } from 'vite';
import { en } from '../src/words/en';

const CATALOGUE = /\/src\/words\/(?:en|de)\.ts$/;
const OUR_CODE = /\/src\/.*\.(?:ts|svelte)$/;
const USE = /\blanguage\.words\s*\.(\w+)(?:\s*\.(\w+)\b)?/g;

/** Their texts are found by what a source sent, so their names have to stay. */
const BY_NAME = [
  'status',
  'basis',
  'speaker',
  'outcome',
  'theme',
  'direction',
  'part',
  'stage',
  'link',
  'phase',
  'split',
  'by',
  'from',
];

type Text = string | ((...given: never[]) => string);

const LISTED = Object.entries(en)
  .filter(([area]) => !BY_NAME.includes(area))
  .flatMap(([area, texts]) => Object.entries<Text>(texts).map(([name, text]) => ({ path: `${area}.${name}`, text })));
const isPlain = ({ text }: (typeof LISTED)[number]): boolean => typeof text === 'string';
/** The place of each text: the plain ones first, then those that are made. */
const PLACES = [...LISTED.filter(isPlain), ...LISTED.filter((each) => !isPlain(each))].map(({ path }) => path);

interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly key?: { readonly name: string };
  readonly value?: Node & { readonly value?: string };
  readonly properties?: readonly Node[];
  readonly init?: Node;
  readonly declarations?: readonly Node[];
  readonly declaration?: Node;
}

/**
 * A text has a name for those who read the code; the page counts its bytes, and the names would be a third of what a
 * language weighs. In the built page each catalogue is a list, and a text is asked for by its place in it.
 */
export function wordsAsLists(): Plugin {
  return {
    name: 'words-as-lists',
    apply: 'build',
    transform(code, id) {
      const path = id.split('?')[0] ?? id;
      if (CATALOGUE.test(path)) {
        const { body } = this.parse(code) as unknown as { body: readonly Node[] };
        const declared = body.flatMap(({ declaration }) => declaration?.declarations ?? [])[0]?.init;
        if (!declared) return this.error('the catalogue is no object any more');
        return { code: code.slice(0, declared.start) + listed(declared, code) + code.slice(declared.end), map: null };
      }
      if (!OUR_CODE.test(path) || !code.includes('language.words')) return null;
      const told = code.replace(USE, (use, area: string, name: string | undefined) => {
        if (BY_NAME.includes(area)) return use;
        const place = PLACES.indexOf(`${area}.${name}`);
        return place < 0
          ? this.error(`${use}: the words of this place have to be asked for by name`)
          : `language.words[${place}]`;
      });
      return { code: told, map: null };
    },
  };
}

/** `{ ...'all\ntexts'.split('\n'), 200: () => …, stage: { … } }`. */
function listed(catalogue: Node, code: string): string {
  const text = ({ start, end }: Node): string => code.slice(start, end);
  const values = new Map<string, Node>();
  const byName: string[] = [];
  for (const area of catalogue.properties ?? []) {
    const name = area.key?.name ?? '';
    if (BY_NAME.includes(name)) byName.push(text(area));
    else
      for (const each of area.value?.properties ?? [])
        if (each.value) values.set(`${name}.${each.key?.name}`, each.value);
  }
  const ordered = PLACES.map((path) => values.get(path));
  const plain = ordered.flatMap((value) => (typeof value?.value === 'string' ? [value.value] : []));
  if (plain.join('').includes('\n')) throw new Error('a text of several lines cannot stand in the list');
  const made = ordered.flatMap((value, place) => (value && place >= plain.length ? [`${place}: ${text(value)}`] : []));
  return `{ ...${JSON.stringify(plain.join('\n'))}.split('\\n'), ${[...made, ...byName].join(', ')} }`;
}
