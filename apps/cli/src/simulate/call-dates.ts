import type { Telling } from '@callscope/simulator';
import type { Speed } from '../replay/speed';

/** How the time of a story becomes time of the clock. */
export interface Dates {
  /** Epoch ms at which the story began to be told. */
  readonly wallStartAt: number;
  /** Epoch ms of its first call, when it keeps its own time; null when it goes along with the clock. */
  readonly storyStartAt: number | null;
  readonly speed: Speed;
}

/**
 * When a call began, in epoch ms. Told faster than it goes, a call that began now would end in the future: so it is its
 * end that lies where it is told, and its beginning as long before as the call takes.
 */
export function callBeganAt(
  { callBeganMs, callLengthMs }: Telling,
  { wallStartAt, storyStartAt, speed }: Dates,
): number {
  if (storyStartAt !== null) return storyStartAt + callBeganMs;
  const aheadMs = Math.max(0, callLengthMs - callLengthMs / speed);
  return Math.floor(wallStartAt + callBeganMs / speed - aheadMs);
}

/** When it is told, in epoch ms. */
export function tellAt({ atMs }: Telling, { wallStartAt, speed }: Dates): number {
  return wallStartAt + atMs / speed;
}
