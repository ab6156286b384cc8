import type { ToolCall } from '@callscope/call-state';
import type { TurnLine } from './turn-lines';

/** When a tool ran, in ms from the end of the caller's words. */
export interface ToolSpan {
  readonly key: string;
  readonly from_ms: number;
  readonly to_ms: number;
}

/** Of the tools that ran while the caller waited for this turn, as far as their times are known. */
export function toolSpans(
  { turn: of, callerEnd, chart }: Pick<TurnLine, 'turn' | 'callerEnd' | 'chart'>,
  tools: readonly ToolCall[],
): ToolSpan[] {
  // An end that is the beginning was not told.
  if (of === null || callerEnd === null || callerEnd === of.started_at || chart === null) return [];
  return tools.flatMap(({ turn, tool_call_id: key, started_at, ended_at }) => {
    if (turn !== of.turn || started_at === null || ended_at === null) return [];
    const [from_ms, to_ms] = [started_at - callerEnd, ended_at - callerEnd];
    return from_ms < 0 || to_ms <= from_ms || to_ms > chart.total_ms ? [] : [{ key, from_ms, to_ms }];
  });
}
