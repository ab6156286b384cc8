import { ref } from '../schema/json-schema';
import { BODY_ERRORS, content, json, JSON_TYPE, LINES_TYPE } from './common';
import type { Route } from './route';

const EVENT = { id: 'call-1:turn:1', type: 'turn.completed', call_id: 'call-1' };
const TURN = { turn: 1, outcome: 'completed', user_text: 'Can I move my appointment?', latency: { response_ms: 982 } };

const batch = {
  description: 'One event, a list of them, or `{"events":[…]}`.',
  anyOf: [
    ref('SentEvent'),
    { type: 'array', items: ref('SentEvent'), maxItems: 10_000 },
    {
      type: 'object',
      required: ['events'],
      properties: { events: { type: 'array', items: ref('SentEvent'), maxItems: 10_000 } },
    },
  ],
};

export const intakeRoutes: readonly Route[] = [
  {
    method: 'post',
    path: '/api/v2/events',
    id: 'sendEvents',
    group: 'Take in',
    summary: 'Events as Callscope itself defines them',
    description:
      'Answered once the events are on disk. Valid events are stored though others of the same body are not: the answer says exactly which. ' +
      'An event that is sent again under the same `id` is a duplicate, and one with another content a conflict. ' +
      'Without an `id` one is made of what the event says. ' +
      'At most 8 MiB and 10 000 events a JSON body, and 1 MiB an event; NDJSON, one event a line, may be of any length. ' +
      '`gzip`, `deflate` and `br` are accepted.',
    scope: 'ingest',
    body: {
      [JSON_TYPE]: content(batch, { ...EVENT, occurred_at: '2026-05-13T00:03:35Z', data: TURN }),
      [LINES_TYPE]: content(
        { type: 'string', description: 'One event a line.' },
        `${JSON.stringify({ ...EVENT, data: TURN })}\n`,
      ),
    },
    answers: {
      200: {
        description: 'What became of them.',
        content: {
          [JSON_TYPE]: content(ref('IntakeResult'), {
            accepted: 1,
            duplicates: 0,
            rejected: 1,
            position: '0a1b2c3d-42',
            errors: [
              {
                index: 1,
                code: 'invalid_field',
                field: 'data.latency.stt_ms',
                message: 'data.latency.stt_ms must be a number of milliseconds from 0 to 316224000000',
              },
            ],
          }),
        },
      },
      422: json('IntakeResult', 'All of them were refused.'),
    },
    errors: [...BODY_ERRORS, 'batch_too_large', 'event_too_large', 'storage_unavailable', 'overloaded'],
    curl:
      "curl http://127.0.0.1:8000/api/v2/events -H 'content-type: application/json' \\\n" +
      `  -d '{"type":"call.started","call_id":"call-1","data":{"direction":"inbound"}}'`,
  },
  {
    method: 'post',
    path: '/api/dashboard/ingest',
    id: 'patterIngest',
    group: 'Take in',
    summary: 'What Patter SDKs post',
    description:
      'A body with `status` tells a call that begins or changes, one with `ended_at` an end with its whole report, and any other a start. ' +
      'The same body twice is stored once; an end that tells another story is a correction. Answered once the events are on disk. ' +
      'At most 8 MiB. Of an end, `metrics` and `transcript` are kept whole in its report, with all that they hold; other fields that are not named here are passed over.',
    scope: 'ingest',
    body: {
      [JSON_TYPE]: content(ref('PatterBody'), {
        call_id: 'call-1',
        caller: '+12125550110',
        callee: '+12065550162',
        direction: 'inbound',
      }),
    },
    answers: {
      200: {
        description: 'The events are on disk.',
        content: { [JSON_TYPE]: content(ref('PatterAnswer'), { ok: true, call_id: 'call-1', event: 'started' }) },
      },
    },
    errors: [...BODY_ERRORS, 'missing_call_id', 'storage_unavailable', 'overloaded'],
  },
];
