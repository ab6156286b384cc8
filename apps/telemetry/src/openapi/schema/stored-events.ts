import {
  type AnyDefinedEvent,
  CUSTOM_TYPE,
  EVENT_SPECS,
  type EventEnvelope,
  type EventSource,
  specOf,
  type StoredEnvelope,
} from '@callscope/call-events';
import { anything, count, instant, ref, type Schema, shape, text } from './json-schema';
import { schemaOfSentence } from './rule-sentence';
import type { Schemas } from './sent-events';

const CUSTOM = 'custom.<name>';
/** No rule takes it, but the one that takes anything. */
const NO_VALUE = Symbol('no value of JSON');

type Stored = EventEnvelope<string, object, number> & StoredEnvelope;

/**
 * Events as the log gives them back: `stored.<type>` for each type, and `StoredEvent` for any of them. What `data` holds
 * comes from the guards of call-events; where these only say "an object", from the DTO of the same field.
 * @param sent the schemas of what is sent.
 */
export function storedEventSchemas(sent: Schemas): Schemas {
  const types = [...Object.keys(EVENT_SPECS), CUSTOM];
  const events = types.map((type) => [nameOf(type), eventOf(type, sent)] as const);
  const any = {
    description: 'One event of the log. What `data` holds is told by `type`.',
    oneOf: events.map(([name]) => ref(name)),
  };
  return { ...Object.fromEntries(events), StoredEvent: any, EventSource: eventSource };
}

function nameOf(type: string): string {
  return `stored.${type === CUSTOM ? 'custom' : type}`;
}

function eventOf(type: string, sent: Schemas): Schema {
  const spec = specOf(type === CUSTOM ? 'custom.note' : type);
  if (!spec) throw new Error(`nothing is known of the type ${type}`);
  return shape<Stored>({
    required: {
      id: text,
      type: type === CUSTOM ? { ...text, pattern: CUSTOM_TYPE.source } : { const: type },
      v: { const: spec.v },
      call_id: text,
      data: dataOf(spec, dtoFields(type, sent)),
      position: { ...count, minimum: 1 },
      recorded_at: instant,
    },
    optional: { occurred_at: instant, source: ref('EventSource'), erased: { const: true } },
  });
}

const eventSource = shape<EventSource>({
  description: 'Who told it: the framework of the agent, and the adapter that took it in.',
  required: { framework: text, adapter: text },
  optional: { sdk: text, version: text },
});

/** A field that is personal is gone once the call is erased; one that nobody knows is let through. */
function dataOf(spec: AnyDefinedEvent, dto: Schemas): Schema {
  const { required = {}, optional = {} } = spec.fields;
  const personal: readonly string[] = spec.personal;
  const rules = Object.entries({ ...required, ...optional });
  const needed = Object.keys(required).filter((name) => !personal.includes(name));
  return {
    type: 'object',
    ...(needed.length > 0 && { required: needed }),
    properties: Object.fromEntries(
      rules.map(([name, rule]) => [name, fieldOf(rule(NO_VALUE, name)?.message, dto[name])]),
    ),
    additionalProperties: true,
  };
}

function fieldOf(sentence: string | undefined, dto: Schema | undefined): Schema {
  if (sentence === undefined) return anything;
  const schema = schemaOfSentence(sentence) ?? { description: sentence };
  return schema['type'] === 'object' && dto ? withoutNull(dto) : schema;
}

/** The fields of `data` of the DTO of a type; none when nobody may send it. */
function dtoFields(type: string, sent: Schemas): Schemas {
  const event = sent[`sent.${type}`] as { properties: { data: Schema } } | undefined;
  const name = JSON.stringify(event?.properties.data ?? null).match(/schemas\/([^"]+)"/)?.[1] ?? '';
  return (sent[name]?.['properties'] ?? {}) as Schemas;
}

/** What was sent as null is not stored. */
function withoutNull(schema: Schema): Schema {
  const { type, anyOf } = schema;
  const [first] = (anyOf ?? []) as readonly Schema[];
  if (first) return first;
  return Array.isArray(type) ? { ...schema, type: (type as readonly string[])[0] } : schema;
}
