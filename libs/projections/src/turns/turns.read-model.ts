import type { HeadlineStage } from '@callscope/call-state';

/**
 * One row a call of which a turn was measured: how slow its slowest turn was, by stage, and when its turns ended. It
 * tells where to look; the turns themselves are read from `calls`. Key: the call id. Instants epoch ms.
 */
export interface TurnsRow {
  readonly first_at: number;
  readonly last_at: number;
  readonly agent: string | null;
  /** ms; a stage that was measured nowhere is absent. */
  readonly slowest: Readonly<Partial<Record<HeadlineStage, number>>>;
}

/** Nearly all calls are shorter: who knows when one began knows about when it ended. */
export const LONG_MS = 3_600_000;

/** SQL that is true of the few that are not. */
export const IS_LONG = `last_at - first_at > ${LONG_MS}`;
