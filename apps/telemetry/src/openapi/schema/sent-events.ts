import { CUSTOM_TYPE, type NamedEventType, EVENT_SPECS } from '@callscope/call-events';
import { payloadClasses, type SentEventType } from '@callscope/intake';
import { dtoName, type DtoSchema, dtoSchemas } from './dto-schemas';
import { ref, type Schema } from './json-schema';

export type Schemas = Readonly<Record<string, Schema>>;

/**
 * What may be sent, by name: `sent.<type>` for each type of event, `SentEvent` for any of them, `PatterBody`, and their
 * parts. All of it comes from the DTOs of the intake; a type that is added there stands here.
 */
export function sentEventSchemas(): Schemas {
  const { DATA_DTOS, EventDto, PatterBody } = payloadClasses();
  const dtos = dtoSchemas();
  const envelope = schemaOf(dtos, dtoName(EventDto.name));
  const types = Object.entries(DATA_DTOS).map(([type, dto]) => {
    const name = dtoName(dto.name);
    return [`sent.${type}`, eventOf(type, envelope, name, schemaOf(dtos, name))] as const;
  });
  const events: Schemas = { ...Object.fromEntries(types), 'sent.custom': customEvent(envelope) };
  const all = { ...events, SentEvent: anyOfThem(Object.keys(events)) };
  return { ...all, ...partsOf([...Object.values(all), ref(PatterBody.name)], dtos) };
}

function schemaOf(dtos: ReadonlyMap<string, DtoSchema>, name: string): DtoSchema {
  const schema = dtos.get(name);
  if (!schema) throw new Error(`class-validator knows nothing of ${name}`);
  return schema;
}

function anyOfThem(names: readonly string[]): Schema {
  return { description: 'One event. What `data` holds is told by `type`.', oneOf: names.map(ref) };
}

/** One type: the envelope with its own `type` and `data`. The turn may stand in either of them. */
function eventOf(type: string, { properties }: DtoSchema, dataName: string, data: DtoSchema): Schema {
  const { required = [] } = data;
  const needed = required.filter((name) => name !== 'turn');
  const example = exampleOf(type as SentEventType);
  return {
    type: 'object',
    required: ['type', 'call_id', ...(needed.length > 0 ? ['data'] : [])],
    properties: {
      ...properties,
      type: { const: type },
      data: needed.length > 0 ? ref(dataName) : orNull(ref(dataName)),
    },
    ...(required.includes('turn') && TURN_SOMEWHERE),
    examples: [example],
  };
}

/** It stands in the envelope or in `data`; null is nowhere. */
const TURN_SOMEWHERE: Schema = {
  anyOf: [
    { required: ['turn'], properties: { turn: { type: 'integer' } } },
    {
      required: ['data'],
      properties: { data: { type: 'object', required: ['turn'], properties: { turn: { type: 'integer' } } } },
    },
  ],
};

function orNull(schema: Schema): Schema {
  return { anyOf: [schema, { type: 'null' }] };
}

function customEvent({ properties }: DtoSchema): Schema {
  return {
    type: 'object',
    description:
      'Whatever a producer wants to keep with a call: shown in its timeline, counted nowhere. At most 64 KiB.',
    required: ['type', 'call_id'],
    properties: { ...properties, type: { type: 'string', pattern: CUSTOM_TYPE.source } },
    examples: [{ type: 'custom.note', call_id: 'call-1', data: { note: 'asked for the manager' } }],
  };
}

/** The example of call-events as a producer would send it: without the version, and with money in USD. */
function exampleOf(type: SentEventType): object {
  if (type === 'transcript.partial') return { type, call_id: 'call-1', data: { role: 'user', text: 'Can I mo' } };
  const { v: _v, data, ...envelope } = EVENT_SPECS[type satisfies NamedEventType].example();
  if (!('amount_nano_usd' in data)) return { ...envelope, data };
  const { amount_nano_usd: nano, ...rest } = data;
  return { ...envelope, data: { ...rest, amount_usd: nano / 1e9 } };
}

/** The DTOs that these schemas lead to, and those that they lead to. Only `data` and parts of it: the envelope is in each. */
function partsOf(schemas: readonly Schema[], dtos: ReadonlyMap<string, DtoSchema>): Schemas {
  const found = new Map<string, Schema>();
  const open = namesIn(schemas);
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    const schema = found.has(name) ? undefined : dtos.get(name);
    if (!schema) continue;
    found.set(name, withoutTurn(schema));
    open.push(...namesIn([schema]));
  }
  return Object.fromEntries(found);
}

const REF = /"#\/components\/schemas\/([^"]+)"/g;

/** The schemas that a part of a document refers to, by name, as often as it does. */
export function namesIn(part: unknown): string[] {
  return [...JSON.stringify(part).matchAll(REF)].map(([, name = '']) => name);
}

/** `data` alone need not have what the envelope may tell in its place, nor USD where nano-USD are told. */
function withoutTurn(schema: DtoSchema): Schema {
  const { required = [], ...rest } = schema;
  const isTwin = (name: string): boolean => name.endsWith('_usd') && twinOf(name) in schema.properties;
  const needed = required.filter((name) => name !== 'turn' && !isTwin(name));
  const twins = required
    .filter(isTwin)
    .map((name) => ({ anyOf: [name, twinOf(name)].map((one) => ({ required: [one] })) }));
  return { ...rest, ...(needed.length > 0 && { required: needed }), ...twins[0] };
}

function twinOf(name: string): string {
  return name.replace(/_usd$/, '_nano_usd');
}
