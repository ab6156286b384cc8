import { oneOf, ref, type Schema, text } from '../schema/json-schema';
import type { ErrorCode } from '../schemas/problem';
import type { Answer, Content, Parameter } from './route';

export const JSON_TYPE = 'application/json';
export const LINES_TYPE = 'application/x-ndjson';
export const STREAM_TYPE = 'text/event-stream';

/** What a body of JSON can be refused for. */
export const BODY_ERRORS: readonly ErrorCode[] = [
  'empty_body',
  'invalid_json',
  'invalid_utf8',
  'bad_encoding',
  'not_an_object',
  'too_deep',
  'body_too_large',
  'unsupported_media_type',
  'unsupported_charset',
  'unsupported_encoding',
  'invalid_field',
  'forbidden_key',
];

/** Who reads after writing sees what was written; a read that would have to wait too long is turned away. */
export const READ_ERRORS: readonly ErrorCode[] = ['not_ready', 'storage_unavailable'];
export const STREAM_ERRORS: readonly ErrorCode[] = ['too_many_streams', 'stopping'];

export function json(name: string, description: string): Answer {
  return { description, content: { [JSON_TYPE]: { schema: ref(name) } } };
}

export function content(schema: Schema, example?: unknown): Content {
  return example === undefined ? { schema } : { schema, example };
}

export function query(name: string, description: string, schema: Schema = text): Parameter {
  return { in: 'query', name, description, schema };
}

export const CALL_ID: Parameter = {
  in: 'path',
  name: 'id',
  description: 'The `call_id`.',
  schema: { ...text, minLength: 1 },
  example: 'call-1',
};

export function limit(initial: number, most: number): Parameter {
  return query('limit', `How many at most.`, { type: 'integer', minimum: 1, maximum: most, default: initial });
}

/** Epoch ms or ISO 8601. */
const moment: Schema = { type: ['integer', 'string'] };
export const FROM = query('from', 'Begun at or after: epoch ms, or ISO 8601.', moment);
export const TO = query('to', 'Begun before: epoch ms, or ISO 8601.', moment);

export const AFTER = query('after', 'A cursor, or a bare position: what comes after it.', text);
export const LAST_EVENT_ID: Parameter = {
  in: 'header',
  name: 'Last-Event-ID',
  description: 'The `id` of the last message that was read; wins over `after`. Browsers send it by themselves.',
  schema: text,
};

export const yesOrNo: Schema = oneOf(['true', 'false', '1', '0']);
