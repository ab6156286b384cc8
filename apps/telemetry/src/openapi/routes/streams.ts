import { DEFAULT_WINDOW, WINDOW_NAMES } from '@callscope/projections';
import { oneOf, ref, type Schema, shape, text, told } from '../schema/json-schema';
import { content, JSON_TYPE, STREAM_ERRORS, STREAM_TYPE, AFTER, LAST_EVENT_ID, limit, query } from './common';
import { boardMessages, dashboardMessages } from './stream-messages';
import type { Content, Route, StreamMessage } from './route';

const STREAM: Schema = { type: 'string', description: 'Messages with `event`, `data` (JSON on one line) and `id`.' };

const reset: StreamMessage = {
  event: 'reset',
  description: 'The cursor cannot be honoured: read anew, and go on from `head`.',
  data: shape<{ reason: string; head: string | null }>({
    required: {
      reason: oneOf(['unreadable', 'log_replaced', 'in_the_future', 'trimmed']),
      head: told({ type: ['string', 'null'] }, 'Cursor of the newest event.'),
    },
  }),
  id: 'sometimes',
};

function stream(messages: readonly StreamMessage[]): Content {
  return { ...content(STREAM), messages };
}

export const streamRoutes: readonly Route[] = [
  {
    method: 'get',
    path: '/api/v2/events',
    id: 'readEvents',
    group: 'Streams',
    summary: 'The log: page by page, or as a stream',
    description:
      'A page to who asks for JSON, or for nothing special; a stream to who sends `Accept: text/event-stream`. ' +
      'A page ends with `next`, to be given as `after` of the next one.',
    scope: 'read',
    parameters: [
      AFTER,
      limit(100, 1_000),
      query('types', 'Types of events, with commas between them.'),
      query('call_id', 'Only the events of this call.', text),
      LAST_EVENT_ID,
    ],
    answers: {
      200: {
        description: 'A page, or the stream.',
        content: {
          [JSON_TYPE]: content(ref('EventsPage')),
          [STREAM_TYPE]: stream([
            { event: '<type>', description: 'A stored event; `event` is its type.', data: ref('StoredEvent') },
            reset,
          ]),
        },
      },
    },
    errors: ['invalid_query', 'storage_unavailable', ...STREAM_ERRORS],
    curl: "curl -N -H 'accept: text/event-stream' 'http://127.0.0.1:8000/api/v2/events?after=0&types=turn.completed'",
  },
  {
    method: 'get',
    path: '/api/v2/live',
    id: 'watchBoard',
    group: 'Streams',
    summary: 'The board, live',
    description:
      'What the page reads. Begins with `hello` and `snapshot` on every connection, so it takes no cursor; then each row that changes.',
    scope: 'read',
    parameters: [
      query('window', 'The time up to now that figures are of.', { ...oneOf(WINDOW_NAMES), default: DEFAULT_WINDOW }),
    ],
    answers: { 200: { description: 'The stream.', content: { [STREAM_TYPE]: stream(boardMessages) } } },
    errors: ['invalid_query', 'not_ready', 'storage_unavailable', ...STREAM_ERRORS],
    curl: 'curl -N http://127.0.0.1:8000/api/v2/live?window=24h',
  },
  {
    method: 'get',
    path: '/api/dashboard/events',
    id: 'patterStream',
    group: 'Streams',
    summary: 'Patter’s stream',
    description: 'In Patter’s words: one message for one stored event; events that say nothing there send none.',
    scope: 'read',
    parameters: [AFTER, LAST_EVENT_ID],
    answers: {
      200: { description: 'The stream.', content: { [STREAM_TYPE]: stream([...dashboardMessages, reset]) } },
    },
    errors: ['storage_unavailable', ...STREAM_ERRORS],
    curl: 'curl -N http://127.0.0.1:8000/api/dashboard/events',
  },
];
