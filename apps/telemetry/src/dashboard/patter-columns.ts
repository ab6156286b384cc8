import { type CostComponent, type Mode, usdFromNano } from '@callscope/call-events';
import { callHead, callLatencyMs, type CallState, costsOf, statedCostNano, turnsOf } from '@callscope/call-state';
import type { CsvColumns } from '../export/csv';
import { type CallHeading, endedHeading } from './call-record';

/** An ended call as a line of Patter's file. */
export interface PatterLine {
  readonly state: CallState;
  readonly heading: CallHeading;
  /** How its agent was built, in the words of its SDK. */
  readonly providerMode: string;
}

/** What adds up in them is what the totals say: money, times and means are taken from where the totals take them. */
export const PATTER_COLUMNS: CsvColumns<PatterLine> = [
  ['call_id', ({ heading }) => heading.call_id],
  ['caller', ({ heading }) => heading.caller],
  ['callee', ({ heading }) => heading.callee],
  ['direction', ({ heading }) => heading.direction],
  ['started_at', ({ heading }) => heading.started_at],
  ['ended_at', ({ heading }) => heading.ended_at ?? null],
  ['duration_s', ({ state }) => thousandth(callHead(state).duration_ms)],
  ['cost_total', ({ state }) => totalUsd(state)],
  ['cost_stt', ({ state }) => costUsd(state, 'stt')],
  ['cost_tts', ({ state }) => costUsd(state, 'tts')],
  ['cost_llm', ({ state }) => costUsd(state, 'llm')],
  ['cost_telephony', ({ state }) => costUsd(state, 'telephony')],
  ['avg_latency_ms', ({ state }) => toMicroseconds(callLatencyMs(state))],
  ['turns_count', ({ state }) => turnsOf(state).length],
  ['provider_mode', ({ providerMode }) => providerMode],
];

/** Patter's words for how an agent is built. Of a call that Patter did not report, ours stand. */
const PATTER_MODES: Readonly<Record<Mode, string>> = {
  pipeline: 'pipeline',
  realtime: 'openai_realtime',
  hosted: 'elevenlabs_convai',
};

/**
 * @param reportOf what the SDK reported at the end. It costs a look into the log, so it is asked for only when nothing
 * else tells the mode.
 */
export function patterLine(
  state: CallState,
  reportOf: () => Readonly<Record<string, unknown>> | undefined,
): PatterLine {
  const { mode } = callHead(state);
  const isReported = state.end?.report !== undefined;
  const known = mode && (isReported ? PATTER_MODES[mode] : mode);
  return {
    state,
    heading: endedHeading(state),
    providerMode: known ?? (isReported ? reportedMode(reportOf()) : ''),
  };
}

function reportedMode(report: Readonly<Record<string, unknown>> | undefined): string {
  const metrics = report?.['metrics'] as { readonly provider_mode?: unknown } | null | undefined;
  return typeof metrics?.provider_mode === 'string' ? metrics.provider_mode : '';
}

function totalUsd(state: CallState): number | null {
  const nano = statedCostNano(state);
  return nano === '0' && costsOf(state).size === 0 ? null : usdFromNano(nano);
}

function costUsd(state: CallState, component: CostComponent): number | null {
  const cost = costsOf(state).get(component);
  return cost ? usdFromNano(cost.nano) : null;
}

function thousandth(ms: number | null): number | null {
  return ms === null ? null : ms / 1_000;
}

/** As finely as the totals count. */
function toMicroseconds(ms: number | null): number | null {
  return ms === null ? null : Math.round(ms * 1_000) / 1_000;
}
