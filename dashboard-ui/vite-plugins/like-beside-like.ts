import type { Plugin } from 'vite';

interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly name?: string;
  readonly params?: readonly Node[];
  readonly declarations?: readonly Node[];
  readonly id?: Node;
  readonly init?: Node | null;
  readonly callee?: Node;
}

/** What Svelte calls the maker of a template, and what it hands to a component. */
const TEMPLATE = /^from_(?:html|svg)$/;
const ANCHOR = '$$anchor';

/**
 * Deflate looks back over 32 kB, and the bundler leaves each component's template beside its code, with the functions that
 * it uses. Laid together by kind the same script packs by 2.8 kB better. Only what has no moment of its own is moved:
 * functions, which are there from the first, and templates, which are made when they are first drawn.
 */
export function likeBesideLike(): Plugin {
  return {
    name: 'like-beside-like',
    apply: 'build',
    renderChunk(code) {
      const { body } = this.parse(code) as unknown as { body: readonly Node[] };
      const first = body.findIndex((statement) => isTemplate(statement));
      if (first < 0)
        return this.error('Svelte makes its templates in another way: see vite-plugins/like-beside-like.ts');
      const text = ({ start, end }: Node): string => code.slice(start, end);
      const own = body.slice(first);
      const templates = own.filter(isTemplate).map(text);
      const functions = own.filter(({ type }) => type === 'FunctionDeclaration');
      const others = own.filter((each) => !isTemplate(each) && !functions.includes(each));
      const components = functions.filter(isComponent).map(text);
      const sorted = [
        ...body.slice(0, first).map(text),
        ...templates.sort((a, b) => order(markup(a), markup(b))),
        ...others.map(text),
        ...functions.filter((each) => !isComponent(each)).map(text),
        ...components.sort((a, b) => a.length - b.length || order(a, b)),
      ];
      return { code: sorted.join('\n'), map: null };
    },
  };
}

const order = (a: string, b: string): number => (a < b ? -1 : Number(a > b));
const markup = (template: string): string => template.slice(template.indexOf('<'));

function isTemplate({ declarations }: Node): boolean {
  const [only, ...more] = declarations ?? [];
  return more.length === 0 && TEMPLATE.test(only?.init?.callee?.name ?? '');
}

function isComponent({ params }: Node): boolean {
  return params?.[0]?.name === ANCHOR;
}
