import { spansOf } from './timeline';
import type { TurnLine } from './turn-lines';

/** For how long the agent had spoken at `at`, in ms; null when its speech is not known, or `at` is not in it. */
export function spokenUntil(line: TurnLine, at: number): number | null {
  // Then it is where the caller began: when they ended was not told.
  if (line.callerEnd === line.turn?.started_at) return null;
  const speech = spansOf(line).find(({ lane }) => lane === 'agent');
  return speech === undefined || at < speech.from || at > speech.to ? null : at - speech.from;
}
