import type { LatencyStages } from '@callscope/call-events';
import { type HeadlineStage, MAX_LATENCY_MS, type TurnState } from '@callscope/call-state';

/** When a turn counts, as in the totals: at its end, else where its call begins. Epoch ms. */
export function placedAt(turn: TurnState, callBegunAt: number): number {
  return turn.at ?? callBegunAt;
}

/** What of a stage was measured, in ms; null when nothing was, or more than a latency can be. */
export function rankedMs(latency: LatencyStages, stage: HeadlineStage): number | null {
  const value = latency[stage];
  return value === undefined || value > MAX_LATENCY_MS ? null : value;
}
