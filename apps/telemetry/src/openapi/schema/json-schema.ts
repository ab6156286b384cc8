/** JSON Schema 2020-12, as OpenAPI 3.1 takes it. Read only: schemas are shared between the parts of a document. */
export type Schema = Readonly<Record<string, unknown>>;

type OptionalKey<T> = { [K in keyof T]-?: object extends Pick<T, K> ? K : never }[keyof T];
type RequiredKey<T> = Exclude<keyof T, OptionalKey<T>>;

/** One schema for each key of `T`, so that a field which is added to the type is missed here by the compiler. */
export interface ShapeOf<T> {
  readonly description?: string;
  readonly required: { readonly [K in RequiredKey<T>]: Schema };
  readonly optional?: { readonly [K in OptionalKey<T>]: Schema };
}

/** An object of the type `T`. Readers are to pass over fields that they do not know, so others are not forbidden. */
export function shape<T extends object>({ description, required, optional }: ShapeOf<T>): Schema {
  return {
    type: 'object',
    ...(description !== undefined && { description }),
    required: Object.keys(required),
    properties: { ...required, ...optional },
  };
}

export const text: Schema = { type: 'string' };
export const flag: Schema = { type: 'boolean' };
export const count: Schema = { type: 'integer', minimum: 0 };
export const number: Schema = { type: 'number' };
/** Milliseconds, of a duration. */
export const ms: Schema = { type: 'number', minimum: 0 };
/** Epoch ms. */
export const instant: Schema = { type: 'number' };
export const usd: Schema = { type: 'number', minimum: 0 };
/** Anything that JSON can say. */
export const anything: Schema = {};

export function oneOf(words: readonly string[]): Schema {
  return { type: 'string', enum: words };
}

export function listOf(items: Schema): Schema {
  return { type: 'array', items };
}

export function ref(name: string): Schema {
  return { $ref: `#/components/schemas/${name}` };
}

/** The same with a sentence about it. */
export function told(schema: Schema, description: string): Schema {
  return { ...schema, description };
}

/** What `schema` allows, or null. */
export function nullable(schema: Schema): Schema {
  const { type, enum: words } = schema;
  if (type === undefined) return Object.keys(schema).length === 0 ? schema : { anyOf: [schema, { type: 'null' }] };
  const types = Array.isArray(type) ? (type as unknown[]) : [type];
  const withNull = { ...schema, type: [...types, 'null'] };
  return Array.isArray(words) ? { ...withNull, enum: [...(words as unknown[]), null] } : withNull;
}

/** The same for each name. */
export function each<K extends string>(names: readonly K[], schema: Schema): Record<K, Schema> {
  return Object.fromEntries(names.map((name) => [name, schema])) as Record<K, Schema>;
}
