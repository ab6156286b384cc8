import { specOf } from '@callscope/call-events';
import type { StreamMessage } from '../openapi/routes/route';
import { ref, type Schema, text, told } from '../openapi/schema/json-schema';
import { namesIn, type Schemas } from '../openapi/schema/sent-events';

/** One message of a channel, under the name of its server-sent event. */
export interface Message {
  readonly name: string;
  readonly title: string;
  readonly summary: string;
  /** The fields of the server-sent event beside its data. */
  readonly headers: Schema;
  /** Its data. */
  readonly payload: Schema;
  readonly traits: readonly Schema[];
  readonly examples?: readonly { readonly headers: Schema; readonly payload: unknown }[];
}

export type Messages = Readonly<Record<string, Message>>;

/** Where a message has any of the names that stored events have. */
const ANY_TYPE = '<type>';

const CURSOR = told({ ...text, pattern: '^[0-9a-f]{8}-\\d+$' }, 'The cursor to go on from: `<log>-<position>`.');

const SENT_BY_EVENTS: readonly Schema[] = [{ $ref: '#/components/messageTraits/serverSentEvent' }];

/** The messages that are told of a stream, by key; for any stored event, one for each type. */
export function messagesOf(told: readonly StreamMessage[], schemas: Schemas): Messages {
  const all = told.flatMap((one) => (one.event === ANY_TYPE ? storedMessages(schemas) : [plainMessage(one)]));
  return Object.fromEntries(all);
}

function plainMessage({ event, description, data, id }: StreamMessage): readonly [key: string, message: Message] {
  const headers = fields({ const: event }, id);
  return [event, { name: event, title: event, summary: description, headers, payload: data, traits: SENT_BY_EVENTS }];
}

/** The types of stored events, and how each is told, are those of the schema of any of them. */
function storedMessages(schemas: Schemas): readonly (readonly [key: string, message: Message])[] {
  const { oneOf } = schemas['StoredEvent'] as { oneOf: readonly { $ref: string }[] };
  return oneOf.map(({ $ref }) => {
    const [schema = ''] = namesIn({ $ref });
    const { type } = (schemas[schema] as { properties: { type: Schema } }).properties;
    return storedMessage(schema.replace(/^stored\./, ''), type, ref(schema));
  });
}

function storedMessage(key: string, type: Schema, payload: Schema): readonly [key: string, message: Message] {
  const name = typeof type['const'] === 'string' ? type['const'] : `${key}.<name>`;
  const summary = `A stored event of the type \`${name}\`.`;
  const headers = fields(type);
  return [key, { name, title: name, summary, headers, payload, traits: SENT_BY_EVENTS, ...exampleOf(name) }];
}

function fields(event: Schema, id?: StreamMessage['id']): Schema {
  return {
    type: 'object',
    required: ['event', ...(id === undefined ? ['id'] : [])],
    properties: { event, ...(id !== 'never' && { id: CURSOR }) },
  };
}

/** When what the service tells itself was stored, in the examples. */
const RECORDED_AT = Date.UTC(2026, 4, 13);

/** The example of call-events, as if it were the first of a log. */
function exampleOf(name: string): Pick<Message, 'examples'> {
  const spec = specOf(name);
  if (!spec) return {};
  const event = spec.example();
  const payload = { ...event, position: 1, recorded_at: event.occurred_at ?? RECORDED_AT };
  return { examples: [{ headers: { event: name, id: '0123abcd-1' }, payload }] };
}
