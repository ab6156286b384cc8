import {
  type AgentRef,
  CALL_STATUSES,
  DIRECTIONS,
  MODES,
  type ProviderRef,
  type Providers,
} from '@callscope/call-events';
import { type CallRow, type CostSummary, HEADLINE_STAGES, type StageSummary } from '@callscope/call-state';
import {
  count,
  each,
  flag,
  instant,
  listOf,
  ms,
  nullable,
  oneOf,
  ref,
  shape,
  text,
  told,
  usd,
} from '../schema/json-schema';

const PERCENTILES = ['p50', 'p90', 'p95', 'p99', 'min', 'max'] as const;

const stageSummary = shape<StageSummary>({
  description: 'Percentiles (type 7) over the completed turns of one call, in ms. Null where n is 0.',
  required: { n: count, ...each(PERCENTILES, nullable(ms)), method: nullable(oneOf(['measured', 'summed'])) },
});

const COSTS = ['total_usd', 'stt_usd', 'llm_usd', 'tts_usd', 'telephony_usd', 'other_usd', 'savings_usd'] as const;

const costSummary = shape<CostSummary>({
  description: 'Money in USD. Null: no such cost was reported.',
  required: {
    ...each(COSTS, nullable(usd)),
    basis: told(
      nullable(oneOf(['billed', 'vendor_reported', 'estimated'])),
      'How sure it is: the weakest of its parts.',
    ),
  },
});

const agent = shape<AgentRef>({ required: {}, optional: { id: text, name: text, version: text } });
const provider = shape<ProviderRef>({ required: {}, optional: { name: text, model: text } });
const providers = shape<Providers>({
  required: {},
  optional: { stt: provider, llm: provider, tts: provider, realtime: provider },
});

const callRow = shape<CallRow>({
  description: 'One call as lists and streams show it. What was not measured, and what nobody told, is null.',
  required: {
    call_id: text,
    status: oneOf([...CALL_STATUSES, 'timed_out']),
    live: flag,
    direction: oneOf(DIRECTIONS),
    from: nullable(text),
    to: nullable(text),
    carrier: nullable(text),
    mode: nullable(oneOf(MODES)),
    agent: nullable(ref('AgentRef')),
    providers: nullable(providers),
    initiated_at: nullable(instant),
    started_at: nullable(instant),
    ended_at: nullable(instant),
    duration_ms: told(nullable(ms), 'Null until the call has ended.'),
    turns: shape<CallRow['turns']>({ required: { completed: count, interrupted: count } }),
    latency: shape<CallRow['latency']>({ required: each(HEADLINE_STAGES, ref('StageSummary')) }),
    cost: ref('CostSummary'),
    end_reason: nullable(text),
    flags: listOf(oneOf(['implicit_start', 'timed_out', 'late_events', 'clock_skew'])),
    position: told(count, 'Of the newest event of this call.'),
  },
});

export const callRowSchemas = {
  CallRow: callRow,
  AgentRef: agent,
  StageSummary: stageSummary,
  CostSummary: costSummary,
};
