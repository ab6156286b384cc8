import type { Plugin } from 'vite';
import { en } from '../src/words/en';
import * as named from '../src/words/en/named';

const CATALOGUE = /\/src\/words\/(en|de)\.ts$/;
const OUR_CODE = /\/src\/.*\.(?:ts|svelte)$/;
const USE = /\blanguage\.words\s*\.(\w+)(?:\s*\.(\w+)\b)?/g;

/** Their texts are found by a value, so their names have to stay. */
const BY_NAME = Object.keys(named);

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
  readonly id?: { readonly name: string };
  readonly key?: { readonly name: string };
  readonly value?: Node & { readonly value?: string };
  readonly properties?: readonly Node[];
  readonly init?: Node;
  readonly source?: { readonly value: string };
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
    async transform(code, id) {
      const path = id.split('?')[0] ?? id;
      const language = CATALOGUE.exec(path)?.[1];
      if (language) {
        const files = statements(this.parse(code)).flatMap(({ source }) => source?.value ?? []);
        const areas = await Promise.all(
          files.map(async (file) => {
            const found = await this.resolve(file, id);
            const loaded = found && (await this.load(found)).code;
            return loaded ? areasIn(loaded, statements(this.parse(loaded))) : this.error(`${file} cannot be read`);
          }),
        );
        return { code: `export const ${language} = ${listed(areas.flat())};`, map: null };
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

interface Area {
  readonly name: string;
  readonly texts: Node;
  readonly code: string;
}

const statements = (parsed: object): readonly Node[] => (parsed as { readonly body: readonly Node[] }).body;

/** `export const list = { … };`, as often as it stands in the file. */
function areasIn(code: string, body: readonly Node[]): Area[] {
  return body
    .flatMap(({ declaration }) => declaration?.declarations ?? [])
    .flatMap(({ id, init }) => (id && init ? [{ name: id.name, texts: init, code }] : []));
}

/** `{ ...'all\ntexts'.split('\n'), 200: () => …, stage: { … } }`. */
function listed(areas: readonly Area[]): string {
  const values = new Map<string, { readonly text: string; readonly plain: string | undefined }>();
  const byName: string[] = [];
  for (const { name, texts, code } of areas) {
    const text = ({ start, end }: Node): string => code.slice(start, end);
    if (BY_NAME.includes(name)) byName.push(`${name}: ${text(texts)}`);
    else
      for (const { key, value } of texts.properties ?? [])
        if (value) values.set(`${name}.${key?.name}`, { text: text(value), plain: value.value });
  }
  const ordered = PLACES.map((path) => values.get(path));
  const plain = ordered.flatMap((value) => (typeof value?.plain === 'string' ? [value.plain] : []));
  if (plain.join('').includes('\n')) throw new Error('a text of several lines cannot stand in the list');
  const made = ordered.flatMap((value, place) => (value && place >= plain.length ? [`${place}: ${value.text}`] : []));
  return `{ ...${JSON.stringify(plain.join('\n'))}.split('\\n'), ${[...made, ...byName].join(', ')} }`;
}
