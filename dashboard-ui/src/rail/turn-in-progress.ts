import type { Turn } from '@callscope/call-state';
import type { PassingWords } from './passing-words';

export interface TurnInProgress {
  /** Null when nobody has numbered a turn yet. */
  readonly turn: number | null;
  readonly phase: 'caller' | 'waiting' | 'agent' | 'quiet';
  /** Since the caller's last words, while the answer is waited for. */
  readonly waited_ms: number | null;
}

/** Words in passing come several times a second; without any for so long the caller has stopped. */
export const PAUSE_MS = 800;

/**
 * Where the turn stands that is not told yet. A turn comes whole, with its stages, when it is over; until then words in
 * passing are all that the stream tells of it, so this counts what the page itself has heard and measures no stage.
 */
export function turnInProgress(
  words: readonly PassingWords[],
  turns: readonly Pick<Turn, 'turn'>[],
  now: number,
): TurnInProgress {
  const caller = words.find(({ role }) => role === 'user');
  const agent = words.find(({ role }) => role === 'agent');
  const last = turns.at(-1)?.turn;
  const turn = agent?.turn ?? caller?.turn ?? (last === undefined ? null : last + 1);
  if (agent !== undefined && (caller === undefined || agent.at >= caller.at)) {
    return { turn, phase: 'agent', waited_ms: null };
  }
  if (caller === undefined) return { turn, phase: 'quiet', waited_ms: null };
  const silence = Math.max(0, now - caller.at);
  if (caller.text !== '' && silence < PAUSE_MS) return { turn, phase: 'caller', waited_ms: null };
  return { turn, phase: 'waiting', waited_ms: silence };
}
