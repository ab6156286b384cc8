import { HEADLINE_STAGES } from '@callscope/call-state';
import { count, each, ms, nullable, shape, text, told, usd } from '../schema/json-schema';

interface StagePercentiles {
  readonly n: number;
  readonly p50: number | null;
  readonly p90: number | null;
  readonly p95: number | null;
  readonly p99: number | null;
}

interface CostBreakdown {
  readonly stt: number;
  readonly tts: number;
  readonly llm: number;
  readonly telephony: number;
}

const costBreakdown = shape<CostBreakdown>({ required: each(['stt', 'tts', 'llm', 'telephony'], usd) });

const stagePercentiles = shape<StagePercentiles>({
  required: { n: count, ...each(['p50', 'p90', 'p95', 'p99'], nullable(ms)) },
});

/** Patter's six totals, and what it lacks. */
interface Aggregates {
  readonly total_calls: number;
  readonly total_cost: number;
  readonly avg_duration: number;
  readonly avg_latency_ms: number;
  readonly cost_breakdown: CostBreakdown;
  readonly active_calls: number;
  readonly version: string;
  readonly latency: Readonly<Record<string, StagePercentiles>>;
}

const aggregates = shape<Aggregates>({
  description: 'Totals over ended calls that are not hidden; `latency` is over all visible calls.',
  required: {
    total_calls: count,
    total_cost: told(usd, 'USD.'),
    avg_duration: told({ type: 'number', minimum: 0 }, 'Seconds; 0 when no duration is known.'),
    avg_latency_ms: told(ms, '0 when none is known.'),
    cost_breakdown: costBreakdown,
    active_calls: count,
    version: text,
    latency: { type: 'object', required: HEADLINE_STAGES, properties: each(HEADLINE_STAGES, stagePercentiles) },
  },
});

export const aggregatesSchemas = { Aggregates: aggregates, CostBreakdown: costBreakdown };
