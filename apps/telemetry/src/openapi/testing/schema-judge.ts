import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import type { OpenApiDocument } from '../document';
import type { Schema } from '../schema/json-schema';

/** Judges values by the schemas of a document. */
export class SchemaJudge {
  readonly #ajv: Ajv2020;
  readonly #compiled = new Map<Schema, ValidateFunction>();

  /** `closed`: a field that no schema names is a flaw, so that nothing is answered that the document does not tell. */
  constructor(document: OpenApiDocument, { closed }: { readonly closed: boolean }) {
    this.#ajv = new Ajv2020({ strict: false, allErrors: true });
    addFormats(this.#ajv);
    const { schemas } = document.components;
    this.#ajv.addSchema({ $id: 'doc:/', components: { schemas: closed ? withoutMore(schemas) : schemas } });
    this.closed = closed;
  }

  private readonly closed: boolean;

  /** What is wrong with a value, one line each; none when it is as the schema says. */
  flaws(schema: Schema, value: unknown): string[] {
    const validate = this.#compiled.get(schema) ?? this.#compile(schema);
    if (validate(value)) return [];
    return (validate.errors ?? []).map(({ instancePath, message, params }) => {
      return `${instancePath || '/'} ${message ?? ''} ${JSON.stringify(params)}`;
    });
  }

  #compile(schema: Schema): ValidateFunction {
    const absolute = JSON.stringify(this.closed ? withoutMore(schema) : schema).replaceAll('"#/', '"doc:/#/');
    const validate = this.#ajv.compile(JSON.parse(absolute) as Schema);
    this.#compiled.set(schema, validate);
    return validate;
  }
}

/** The same schemas, in which an object has no field but those that are named, unless its schema says so itself. */
function withoutMore<T>(schema: T): T {
  if (Array.isArray(schema)) return schema.map(withoutMore) as T;
  if (schema === null || typeof schema !== 'object') return schema;
  const copy = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, withoutMore(value as unknown)]));
  const isObject = copy['type'] === 'object' || (Array.isArray(copy['type']) && copy['type'].includes('object'));
  return (
    isObject && 'properties' in copy && !('additionalProperties' in copy)
      ? { ...copy, additionalProperties: false }
      : copy
  ) as T;
}
