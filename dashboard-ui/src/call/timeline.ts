import type { TurnLine } from './turn-lines';

export interface Span {
  readonly lane: 'caller' | 'wait' | 'agent';
  /** Epoch ms. */
  readonly from: number;
  readonly to: number;
  readonly cut: boolean;
}

/**
 * Who spoke when, as far as the turns tell: the caller until they stopped, the wait for the response, the agent until
 * the turn ended. What is not known is not drawn.
 */
export function spansOf({ turn, kind, callerEnd }: TurnLine): Span[] {
  if (turn === null || kind === 'rest') return [];
  const { response_ms, total_ms, user_speech_ms } = turn.latency;
  const greets = kind === 'greeting' ? turn.started_at : null;
  const quiet = callerEnd ?? greets;
  const spoke = user_speech_ms ?? (total_ms !== undefined ? total_ms - (response_ms ?? total_ms) : undefined);
  const spans: Span[] = [];
  const add = (lane: Span['lane'], from: number | null, to: number | null): void => {
    if (from !== null && to !== null && to > from) {
      spans.push({ lane, from, to, cut: lane === 'agent' && turn.outcome === 'interrupted' });
    }
  };
  if (callerEnd !== null) {
    const began = spoke === undefined ? turn.started_at : callerEnd - spoke;
    add('caller', began, callerEnd);
  }
  if (quiet === null) return spans;
  const first = quiet + (response_ms ?? 0);
  if (response_ms !== undefined) add('wait', quiet, first);
  if (response_ms !== undefined || kind === 'greeting') add('agent', first, turn.ended_at);
  return spans;
}

/** Marks of a clock for a line of so many ms: a handful, at round seconds or minutes. */
export function clockTicks(span_ms: number, most = 8): number[] {
  const steps = [1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1200, 1800, 3600, 7200, 14_400].map((s) => s * 1000);
  const step = steps.find((each) => span_ms / each <= most) ?? span_ms;
  const ticks: number[] = [];
  for (let at = 0; at <= span_ms - step * 0.95 && step > 0; at += step) ticks.push(at);
  return ticks;
}
