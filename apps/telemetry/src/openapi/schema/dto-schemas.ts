import { defaultMetadataStorage } from 'class-transformer/cjs/storage';
import { getMetadataStorage, IS_ARRAY, ValidationTypes } from 'class-validator';
import type { ValidationMetadata } from 'class-validator/types/metadata/ValidationMetadata';
import { validationMetadatasToSchemas } from 'class-validator-jsonschema';
import { nullable, ref, type Schema } from './json-schema';
import { schemaOfSentence } from './rule-sentence';

/** Marks a field that may be null until its schema is complete. */
const MAY_BE_NULL = 'x-may-be-null';

/** A DTO as a document shows it. */
export interface DtoSchema extends Schema {
  readonly type: 'object';
  readonly properties: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
}

/**
 * The schema of each class that class-validator knows, by `dtoName`. What a check of our own allows is read
 * out of the sentence with which it refuses, for its bounds are kept nowhere else; a sentence that is not understood
 * becomes the description of a field that may be anything.
 */
export function dtoSchemas(): ReadonlyMap<string, DtoSchema> {
  const emitted = validationMetadatasToSchemas({
    classTransformerMetadataStorage: defaultMetadataStorage,
    additionalConverters: {
      [ValidationTypes.CUSTOM_VALIDATION]: (meta) => checkSchema(sentenceOf(meta)),
      [ValidationTypes.CONDITIONAL_VALIDATION]: () => ({ [MAY_BE_NULL]: true }),
      [ValidationTypes.NESTED_VALIDATION]: nested,
    },
  });
  const schemas = Object.entries(emitted as unknown as Record<string, DtoSchema>);
  return new Map(schemas.map(([name, schema]) => [dtoName(name), complete(schema)]));
}

/** What a class is called outside, where nobody knows what a DTO is. */
export function dtoName(className: string): string {
  return className.replace(/Dto$/, 'Data');
}

function sentenceOf({ constraintCls }: ValidationMetadata): string {
  const [constraint] = getMetadataStorage().getTargetValidatorConstraints(constraintCls);
  return constraint?.instance.defaultMessage?.() ?? '';
}

function checkSchema(sentence: string): Schema {
  return schemaOfSentence(sentence) ?? { description: sentence };
}

/**
 * What stands in a list is named by `@Type`, and that it is a list by `@IsArray`: of a field that may be null as well
 * TypeScript tells no type.
 */
function nested({ target, propertyName }: ValidationMetadata): Schema {
  const owner = target as new () => object;
  const type = defaultMetadataStorage.findTypeMetadata(owner, propertyName);
  const item = ref(dtoName((type.typeFunction() as new () => object).name));
  return isList(owner, propertyName) ? { type: 'array', items: item } : item;
}

function isList(owner: new () => object, field: string): boolean {
  const known = getMetadataStorage().getTargetValidationMetadatas(owner, owner.name, false, false);
  return known.some(({ propertyName, name }) => propertyName === field && name === IS_ARRAY);
}

function complete(schema: DtoSchema): DtoSchema {
  const properties = Object.entries(schema.properties).map(([name, field]) => [name, completeField(field)] as const);
  return { ...schema, properties: Object.fromEntries(properties) };
}

function completeField({ [MAY_BE_NULL]: mayBeNull, ...field }: Schema): Schema {
  const { items } = field;
  const whole = items === undefined ? onlyRef(field) : { ...field, items: onlyRef(items as Schema) };
  return mayBeNull === true ? nullable(whole) : whole;
}

/**
 * That it is an object is said by what a reference leads to. What is said beside that stands in a schema of its own:
 * readers of AsyncAPI pass over what is next to a `$ref`.
 */
function onlyRef(schema: Schema): Schema {
  const { $ref, type: _type, description, ...rest } = schema;
  if ($ref === undefined) return schema;
  const about = description === undefined ? {} : { description };
  return Object.keys(rest).length === 0 ? { $ref, ...about } : { allOf: [{ $ref }, rest], ...about };
}
