import { count, flag, instant, nullable, type Schema, text, told } from '../schema/json-schema';

const cursor = told(nullable(text), 'Cursor of the newest event; null while there is none.');

const progress: Schema = {
  type: 'object',
  required: ['position', 'lag'],
  properties: { position: count, lag: { type: 'integer' } },
};

const readModel: Schema = {
  type: 'object',
  required: ['position', 'lag', 'dead_letters'],
  properties: {
    position: count,
    lag: told({ type: 'integer' }, 'Events behind the head.'),
    dead_letters: told(count, 'Events that it could not take in.'),
    rebuilding: told(progress, 'How far the new rows are that will take the place of these.'),
  },
};

const ready: Schema = {
  type: 'object',
  required: ['ready', 'log', 'projections', 'intake'],
  properties: {
    ready: flag,
    reason: told(text, 'Why it is not.'),
    log: {
      type: 'object',
      required: ['log', 'position', 'head'],
      properties: { log: told(text, 'Eight characters that name this log.'), position: count, head: cursor },
    },
    projections: { type: 'object', additionalProperties: readModel },
    intake: {
      type: 'object',
      required: ['last_accepted_at', 'last_refused'],
      properties: {
        last_accepted_at: nullable(instant),
        last_refused: nullable({
          type: 'object',
          required: ['at', 'code'],
          properties: { at: instant, code: text, field: nullable(text) },
        }),
      },
    },
  },
};

const health: Schema = {
  type: 'object',
  required: ['status', 'mode'],
  properties: {
    status: { const: 'ok' },
    mode: { const: 'dashboard' },
    version: text,
    log: text,
    head: cursor,
    position: told(count, 'Up to here the read models show the log.'),
  },
};

export const serviceStateSchemas = { Ready: ready, Health: health };
