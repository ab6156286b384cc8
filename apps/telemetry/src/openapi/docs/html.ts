const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Markup that is safe to put into a page: only `html` makes it, so text cannot be taken for it. */
export class Html {
  constructor(readonly markup: string) {}
}

type Part = Html | string | number | false | null | undefined | readonly Part[];

/** Markup with values in it. Text is escaped, whatever it is; what is absent or false leaves nothing. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return new Html(strings.reduce((markup, string, index) => markup + shown(parts[index - 1]) + string));
}

function shown(part: Part): string {
  if (part instanceof Html) return part.markup;
  if (isList(part)) return part.map(shown).join('');
  if (part === null || part === undefined || part === false) return '';
  return escaped(`${part}`);
}

/** `Array.isArray` does not know lists that are read only. */
function isList(part: Part): part is readonly Part[] {
  return Array.isArray(part);
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}

/** A sentence in which what stands between backticks is code. */
export function prose(text: string): Html {
  return html`${text.split('`').map((piece, index) => (index % 2 === 1 ? html`<code>${piece}</code>` : piece))}`;
}
