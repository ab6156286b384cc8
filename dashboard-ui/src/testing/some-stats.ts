import type { StageStats, Stats, StatsStage } from '@callscope/call-state';
import { aCallRow } from './a-call-row';

const STAGES: readonly StatsStage[] = ['endpoint_ms', 'response_ms', 'stt_ms', 'llm_ttft_ms', 'tts_ms', 'total_ms'];

const nothingMeasured: StageStats = {
  n: 0,
  coverage: 0,
  p50: null,
  p90: null,
  p95: null,
  p99: null,
  min: null,
  max: null,
  relative_error: 0.01,
  over_60s: 0,
};

export function someStats(total = 0): Stats {
  return {
    as_of: { position: 1, at: 0 },
    window: { from: null, to: null, bucket_ms: 86_400_000 },
    series: [],
    calls: { total, completed: total, failed: 0, no_answer: 0, timed_out: 0, active: 0, inbound: 0, outbound: 0 },
    duration_ms: { avg: null, p50: null, p95: null },
    turns: { completed: 0, interrupted: 0 },
    latency: Object.fromEntries(STAGES.map((stage) => [stage, nothingMeasured])) as Stats['latency'],
    cost: aCallRow().cost,
  };
}
