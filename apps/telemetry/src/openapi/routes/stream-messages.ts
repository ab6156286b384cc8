import { ROLES } from '@callscope/call-events';
import type { LiveFrames } from '@callscope/live-feed';
import { count, listOf, nullable, oneOf, ref, type Schema, shape, text, told } from '../schema/json-schema';
import { PATTER_STATUSES } from '../schemas/call-record';
import { totals } from '../schemas/stats';
import type { StreamMessage } from './route';

function objectOf(properties: Readonly<Record<string, Schema>>): Schema {
  return { type: 'object', required: Object.keys(properties), properties };
}

const parties = { call_id: text, caller: text, callee: text, direction: text };

/** `GET /api/v2/live`. */
export const boardMessages: readonly StreamMessage[] = [
  {
    event: 'hello',
    description: 'First of every connection. A page of another version is out of date.',
    data: objectOf({ version: text, log: text, head: told(nullable(text), 'Cursor of the newest event.') }),
    id: 'never',
  },
  {
    event: 'snapshot',
    description: 'The whole board as of `position`: every live call, and the newest that have ended.',
    data: objectOf({
      position: count,
      stats: ref('Stats'),
      active: listOf(ref('CallRow')),
      calls: listOf(ref('CallRow')),
    }),
    id: 'sometimes',
  },
  { event: 'call', description: 'One call has changed: its row anew.', data: ref('CallRow') },
  {
    event: 'turn',
    description: 'One turn has changed: all of it anew. Left out where thousands of events come at once.',
    data: { allOf: [ref('Turn'), objectOf({ call_id: text })] },
  },
  {
    event: 'open_turn',
    description:
      'What is known of a turn that goes on has changed: all of it anew. It is over with the `turn` of this number or of a greater one, or when its call has ended.',
    data: { allOf: [ref('OpenTurn'), objectOf({ call_id: text })] },
  },
  {
    event: 'calls_removed',
    description: 'Calls that are to be shown no longer.',
    data: objectOf({ call_ids: listOf(text) }),
  },
  {
    event: 'transcript',
    description: 'Words in passing, as `transcript.partial` told them. They are stored nowhere, so they carry no id.',
    data: shape<LiveFrames['transcript']>({
      required: { call_id: text, role: oneOf(ROLES), text },
      optional: { utterance_id: text, turn: count },
    }),
    id: 'never',
  },
  {
    event: 'stats',
    description:
      'The figures of the window anew, at most once a second, with the entries of its series that changed (one that is there no more is told empty), and how far the board is behind the log.',
    data: shape<LiveFrames['stats']>({
      required: {
        ...totals,
        buckets: listOf(ref('StatsBucket')),
        lag: shape<LiveFrames['stats']['lag']>({ required: { events: count, ms: count } }),
      },
    }),
    id: 'never',
  },
];

/** `GET /api/dashboard/events`. */
export const dashboardMessages: readonly StreamMessage[] = [
  {
    event: 'call_initiated',
    description: 'A call is being set up.',
    data: objectOf({ ...parties, status: { const: 'initiated' } }),
  },
  { event: 'call_start', description: 'A call was answered; once a call.', data: objectOf(parties) },
  {
    event: 'call_status',
    description: 'A call has another status.',
    data: objectOf({ call_id: text, status: oneOf(PATTER_STATUSES) }),
  },
  {
    event: 'turn_complete',
    description: 'One exchange is over.',
    data: objectOf({ call_id: text, turn: ref('TurnMetrics') }),
  },
  {
    event: 'call_end',
    description: 'A call is over, with what the SDK reported; again after a correction.',
    data: objectOf({ call_id: text, metrics: { type: ['object', 'null'], additionalProperties: true } }),
  },
  {
    event: 'calls_deleted',
    description: 'Calls that are to be shown no longer.',
    data: objectOf({ call_ids: listOf(text) }),
  },
];
