import type { Schema } from '../schema/json-schema';
import { anchor } from './anchor';
import { type Html, html, prose } from './html';

const REF = /^#\/components\/schemas\/(.+)$/;

/** What a value must be, in a few words on one line, with links to what has a section of its own. */
export function typeLine(schema: Schema): Html {
  const { $ref, type, const: only, enum: words, items, anyOf, oneOf, allOf } = schema;
  if (typeof $ref === 'string') return schemaLink(REF.exec($ref)?.[1] ?? $ref);
  if (only !== undefined) return html`<code>${JSON.stringify(only)}</code>`;
  if (Array.isArray(words))
    return joined(words.map((word) => html`<code>${word === null ? 'null' : String(word)}</code>`));
  if (items !== undefined) return html`list of ${typeLine(items as Schema)}${bounds(schema)}`;
  for (const choices of [anyOf, oneOf]) {
    if (Array.isArray(choices)) return joined((choices as Schema[]).map(typeLine));
  }
  if (Array.isArray(allOf)) return typeLine(allOf[0] as Schema);
  if (type === undefined) return html`anything`;
  const types = (Array.isArray(type) ? type : [type]) as readonly string[];
  return html`${joined(types.map((one) => html`${WORDS[one] ?? one}`))}${bounds(schema)}`;
}

const WORDS: Readonly<Record<string, string>> = {
  string: 'text',
  integer: 'whole number',
  boolean: 'true or false',
};

/** The section about a schema. */
export function schemaLink(name: string): Html {
  return html`<a href="#${schemaAnchor(name)}">${name}</a>`;
}

export function schemaAnchor(name: string): string {
  return anchor('schema', name);
}

function joined(parts: readonly Html[]): Html {
  return html`${parts.map((part, index) => [index > 0 && html` <span class="or">or</span> `, part])}`;
}

function bounds(schema: Schema): Html | false {
  const { maxItems, pattern, default: initial } = schema as Bounds;
  const words = [
    range(schema['minimum'], schema['maximum']),
    range(schema['minLength'], schema['maxLength'], ' characters'),
    maxItems !== undefined && `at most ${maxItems}`,
    pattern !== undefined && `like ${pattern}`,
    initial !== undefined && `default ${initial}`,
  ].filter((word) => word !== false);
  return words.length > 0 && html`<span class="bounds">, ${words.join(', ')}</span>`;
}

interface Bounds {
  readonly maxItems?: number;
  readonly pattern?: string;
  readonly default?: string | number;
}

function range(from: unknown, to: unknown, unit = ''): string | false {
  const least = typeof from === 'number' ? from : null;
  // What a double holds exactly is no bound that anybody would meet.
  const most = typeof to === 'number' && to !== Number.MAX_SAFE_INTEGER ? to : null;
  if (most === null) return least === null ? false : `from ${least}${unit}`;
  return least === null ? `at most ${most}${unit}` : `${least} to ${most}${unit}`;
}

/** The fields of an object, each with what it must be; a nested object follows its own field. */
export function fieldList(schema: Schema): Html | false {
  const { properties, required = [] } = schema;
  if (properties === undefined) return false;
  const needed = required as readonly string[];
  const rows = Object.entries(properties as Readonly<Record<string, Schema>>);
  if (rows.length === 0) return false;
  return html`<dl class="fields">${rows.map(([name, field]) => fieldRow(name, field, needed.includes(name)))}</dl>`;
}

function fieldRow(name: string, field: Schema, needed: boolean): Html {
  const { description } = field;
  return html`<div>
    <dt><code>${name}</code>${!needed && html` <span class="opt">optional</span>`}</dt>
    <dd>${typeLine(field)}${typeof description === 'string' && html`<p>${prose(description)}</p>`}${inner(field)}</dd>
  </div>`;
}

function inner(field: Schema): Html | false {
  const { items } = field;
  return fieldList(items === undefined ? field : (items as Schema));
}
