import type { CallDetail, TranscriptEntry, Turn } from '@callscope/call-state';
import type { LiveFrames } from '@callscope/live-feed';

/** What somebody is saying, as far as it is understood; instants are of this page's clock, epoch ms. */
export interface PassingWords {
  readonly role: string;
  /** Empty once the final words are there: it is still known who spoke last, and when. */
  readonly text: string;
  readonly turn: number | null;
  readonly utterance: string | null;
  readonly since: number;
  readonly at: number;
}

/** Nobody says when words in passing are given up; after so long without an update they are old. */
export const STALE_AFTER_MS = 15_000;

/** One utterance of a role at a time: the newest words take the place of those before. */
export function hear(
  words: readonly PassingWords[],
  { role, text, turn: number, utterance_id }: LiveFrames['transcript'],
  at: number,
): PassingWords[] {
  const [turn, utterance] = [number ?? null, utterance_id ?? null];
  const known = words.find((other) => other.role === role);
  const goesOn = known !== undefined && known.text !== '' && known.turn === turn && known.utterance === utterance;
  const heard = { role, text, turn, utterance, since: goesOn ? known.since : at, at };
  return [...words.filter((other) => other !== known), heard];
}

/** Without what this turn has brought in full; words that name no turn were of this one, or of one before. */
export function withoutTurn(words: readonly PassingWords[], { turn }: Pick<Turn, 'turn'>): PassingWords[] {
  return words.filter((heard) => heard.turn !== null && heard.turn > turn);
}

/** After a read: words that are final by now are in passing no more, and the caller waits for the answer to theirs. */
export function settle(words: readonly PassingWords[], before: number, { transcript }: CallDetail): PassingWords[] {
  const finals = transcript.filter(({ position = 0 }) => position > before);
  return words
    .map((heard) => (finals.some((final) => isFinalOf(heard, final)) ? { ...heard, text: '' } : heard))
    .filter(({ role, text }) => text !== '' || role === 'user');
}

export function fresh(words: readonly PassingWords[], now: number): PassingWords[] {
  return words.filter(({ at }) => now - at < STALE_AFTER_MS);
}

function isFinalOf({ role, turn, utterance }: PassingWords, final: TranscriptEntry): boolean {
  if (final.role !== role) return false;
  if (utterance !== null && final.utterance_id !== undefined) return utterance === final.utterance_id;
  return turn === null || final.turn === undefined || turn === final.turn;
}
