import { Ajv, type ValidateFunction } from 'ajv';
import type { StreamMessage } from '../../../../../test/support/stream';
import type { Schema } from '../../openapi/schema/json-schema';
import type { AsyncApiDocument } from '../document';
import type { Message } from '../message';

/** Holds what streams send against a document, in draft 7 of JSON Schema, which AsyncAPI is made of. */
export class DescribedStreams {
  readonly #ajv = new Ajv({ strict: false, allErrors: true });
  readonly #compiled = new Map<Schema, ValidateFunction>();
  /** Messages that were sent, as `<channel> <message>`. */
  readonly seen = new Set<string>();

  constructor(private readonly document: AsyncApiDocument) {
    this.#ajv.addSchema({ $id: 'doc:/', components: { schemas: document.components.schemas } });
  }

  /** All messages that may be sent, as `<channel> <message>`. */
  get told(): readonly string[] {
    const { channels } = this.document;
    return Object.entries(channels).flatMap(([name, { messages }]) =>
      Object.keys(messages).map((key) => `${name} ${key}`),
    );
  }

  /** What the document does not say of a message that came from `path`, one line each. */
  flaws(path: string, { event, id, data }: StreamMessage): string[] {
    const [name, channel] = Object.entries(this.document.channels).find(([, { address }]) => address === path) ?? [];
    const messages = Object.entries(channel?.messages ?? {}).filter(([, message]) => this.#isNamed(message, event));
    const [[key, message] = []] = messages;
    if (messages.length !== 1 || !message) return [`${messages.length} messages of ${path} are named "${event}"`];
    this.seen.add(`${name} ${key}`);
    const headers = { event, ...(id !== undefined && { id }) };
    const flaws = [...this.#flawsBy(message.headers, headers), ...this.#flawsBy(message.payload, data)];
    if (id !== undefined && !('id' in fieldsOf(message))) flaws.push('an id is not told of');
    return flaws.map((flaw) => `${path} ${event}: ${flaw}`);
  }

  #isNamed(message: Message, event: string): boolean {
    return this.#flawsBy(fieldsOf(message).event, event).length === 0;
  }

  #flawsBy(schema: Schema, value: unknown): string[] {
    const validate = this.#compiled.get(schema) ?? this.#compile(schema);
    if (validate(value)) return [];
    return (validate.errors ?? []).map(
      ({ instancePath, message, params }) => `${instancePath || '/'} ${message ?? ''} ${JSON.stringify(params)}`,
    );
  }

  #compile(schema: Schema): ValidateFunction {
    const absolute = JSON.stringify(schema).replaceAll('"#/', '"doc:/#/');
    const validate = this.#ajv.compile(JSON.parse(absolute) as Schema);
    this.#compiled.set(schema, validate);
    return validate;
  }
}

function fieldsOf({ headers }: Message): { readonly event: Schema; readonly id?: Schema } {
  return headers['properties'] as { event: Schema; id?: Schema };
}
