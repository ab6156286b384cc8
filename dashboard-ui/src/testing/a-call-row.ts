import type { CallRow, HeadlineStage, StageSummary } from '@callscope/call-state';

const STAGES: readonly HeadlineStage[] = ['response_ms', 'stt_ms', 'llm_ttft_ms', 'tts_ms', 'total_ms'];

const nothingMeasured: StageSummary = {
  n: 0,
  p50: null,
  p90: null,
  p95: null,
  p99: null,
  min: null,
  max: null,
  method: null,
};

/** An ended inbound call of which little is known; a test names only what matters to it. */
export function aCallRow(given: Partial<CallRow> = {}): CallRow {
  return {
    call_id: 'CA1',
    status: given.live === true ? 'in_progress' : 'completed',
    live: false,
    direction: 'inbound',
    from: '+15550100',
    to: '+15550199',
    carrier: null,
    mode: null,
    agent: null,
    providers: null,
    initiated_at: null,
    started_at: null,
    ended_at: null,
    duration_ms: null,
    turns: { completed: 0, interrupted: 0 },
    latency: Object.fromEntries(STAGES.map((stage) => [stage, nothingMeasured])) as CallRow['latency'],
    cost: {
      total_usd: null,
      stt_usd: null,
      llm_usd: null,
      tts_usd: null,
      telephony_usd: null,
      other_usd: null,
      savings_usd: null,
      basis: null,
    },
    end_reason: null,
    flags: [],
    position: 1,
    ...given,
  };
}
