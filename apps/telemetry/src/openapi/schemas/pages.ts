import { TURN_OUTCOMES } from '@callscope/call-events';
import type { SlowTurn } from '@callscope/projections';
import type { Erased } from '../../erase/eraser.service';
import type { CallsPageAnswer } from '../../v1/calls.controller';
import type { CostsAnswer } from '../../v1/analytics.controller';
import {
  count,
  instant,
  listOf,
  nullable,
  oneOf,
  ref,
  type Schema,
  shape,
  text,
  told,
  usd,
} from '../schema/json-schema';

const cursor = nullable(text);
const head = told(cursor, 'Cursor of the newest event of the log; null while there is none.');

function objectOf(properties: Readonly<Record<string, Schema>>): Schema {
  return { type: 'object', required: Object.keys(properties), properties };
}

const callsPage = objectOf({
  calls: listOf(ref('CallRow')),
  next_cursor: told(cursor, 'For the next page; null when this is the last.'),
  head,
});

const eventsPage = objectOf({
  events: listOf(ref('StoredEvent')),
  next: told(cursor, 'For `after` of the next page; null when nothing more is in the log: go on after `head` then.'),
  head,
});

const callEvents = objectOf({ events: listOf(ref('StoredEvent')) });

const slowTurn = shape<SlowTurn>({
  required: {
    call_id: text,
    turn: count,
    at: told(instant, 'When it ended, else when its call began.'),
    agent: nullable(ref('AgentRef')),
    outcome: oneOf(TURN_OUTCOMES),
    latency: ref('LatencyStages'),
  },
});

const callIds = objectOf({ call_ids: { ...listOf(text), maxItems: 10_000 } });

const v1Calls = shape<CallsPageAnswer>({
  required: {
    data: listOf(ref('CallRecord')),
    pagination: shape<CallsPageAnswer['pagination']>({
      required: { limit: count, offset: count, count, total: count },
    }),
  },
});

const v1Costs = shape<CostsAnswer['data']>({
  required: {
    total_cost: told(usd, 'USD.'),
    breakdown: ref('CostBreakdown'),
    calls_analyzed: count,
    period: told(
      shape<CostsAnswer['data']['period']>({ required: { from: nullable(text), to: nullable(text) } }),
      'Its ends as they were asked for.',
    ),
  },
});

const erased = shape<Erased>({
  required: {
    call_ids: told(listOf(text), 'The calls that were erased.'),
    events: told(count, 'How many events have lost something, now or before.'),
  },
});

const toErase: Schema = {
  description: 'One call, or every call from or to a number. Not both.',
  anyOf: [
    objectOf({ call_id: { ...text, minLength: 1 } }),
    objectOf({ number: told(text, 'A phone number, however it is written.') }),
  ],
  examples: [{ call_id: 'call-1' }, { number: '+12065550162' }],
};

export const pageSchemas = {
  ToErase: toErase,
  Erased: erased,
  ErasedCall: objectOf({
    erased: { const: true },
    events: told(count, 'How many events have lost something, now or before.'),
  }),
  CallsPage: callsPage,
  EventsPage: eventsPage,
  CallEvents: callEvents,
  SlowTurns: objectOf({ turns: listOf(ref('SlowTurn')) }),
  SlowTurn: slowTurn,
  CallIds: { ...callIds, examples: [{ call_ids: ['call-1', 'call-2'] }] },
  ChangedCalls: objectOf({ changed: told(listOf(text), 'The calls that it changed; the others were so already.') }),
  DeletedCalls: objectOf({ deleted: told(listOf(text), 'The calls that are hidden now and were not before.') }),
  V1Calls: v1Calls,
  V1ActiveCalls: objectOf({ data: listOf(ref('CallRecord')), count }),
  V1Call: objectOf({ data: ref('CallRecord') }),
  V1Overview: objectOf({ data: ref('Aggregates') }),
  V1Costs: objectOf({ data: v1Costs }),
};
