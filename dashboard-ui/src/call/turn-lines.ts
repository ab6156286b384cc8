import type { CallDetail, TranscriptEntry, Turn } from '@callscope/call-state';
import { waterfall, type Waterfall } from '../charts/waterfall';
import { language } from '../words/language';

export interface Said {
  readonly side: 'caller' | 'agent' | 'other';
  readonly speaker: string;
  readonly text: string;
  /** The agent was cut off in it: it was generated, and nobody told how much of it was heard. */
  readonly cut: boolean;
}

/** One row of the list: a turn, the rest of one that was cut off, or words that belong to no turn. */
export interface TurnLine {
  readonly key: string;
  readonly kind: 'exchange' | 'greeting' | 'rest' | 'words';
  readonly number: number | null;
  readonly turn: Turn | null;
  /** Epoch ms: when the caller ended, as far as it is known, else when the turn was told. */
  readonly at: number | null;
  /** The same for the caller's words only. */
  readonly callerEnd: number | null;
  readonly said: readonly Said[];
  readonly chart: Waterfall | null;
}

type Words = Pick<CallDetail, 'turns' | 'transcript'>;

const SIDES: Readonly<Record<string, 'caller' | 'agent'>> = {
  user: 'caller',
  caller: 'caller',
  agent: 'agent',
  assistant: 'agent',
};

function sideOf(role: string): Pick<Said, 'side' | 'speaker'> {
  const side = SIDES[role];
  return side === undefined ? { side: 'other', speaker: role } : { side, speaker: language.words.speaker[side] };
}

/** What was said, turn by turn, in order. Words that no turn holds stand between the turns, where they were said. */
export function turnLines({ turns, transcript }: Words): TurnLine[] {
  const left = transcript.filter((entry) => entry.text !== '[interrupted]');
  const lines = turns.map((turn, index) => lineOf(turn, turns[index - 1], turns[index + 1], index, left));
  for (const entry of left) {
    const after = lines.findIndex((line) => entry.at !== null && line.at !== null && line.at > entry.at);
    lines.splice(after < 0 ? lines.length : after, 0, wordsOf(entry, lines.length));
  }
  return lines;
}

/** An answer that was cut off comes again as a turn of its own: nobody asked, nothing measured. */
function isRest(turn: Turn | undefined, before: Turn | undefined): boolean {
  if (turn === undefined || before?.outcome !== 'interrupted') return false;
  return !turn.user_text && Object.keys(turn.latency).length === 0;
}

function lineOf(
  turn: Turn,
  before: Turn | undefined,
  next: Turn | undefined,
  index: number,
  left: TranscriptEntry[],
): TurnLine {
  const caller = take(left, turn, 'caller', turn.user_text);
  const agent = take(left, turn, 'agent', turn.agent_text);
  const rest = isRest(turn, before);
  const userText = turn.user_text || caller?.text;
  const answer = turn.agent_text || agent?.text || restOf(turn, next);
  const said = rest ? [] : saidIn(userText, answer, turn.outcome === 'interrupted');
  const callerEnd = caller?.ended_at ?? endOfWords(caller?.at ?? null, turn);
  const asked = Boolean(userText) || turn.latency.response_ms !== undefined;
  return {
    key: `t${turn.turn}`,
    kind: rest ? 'rest' : index === 0 && !asked ? 'greeting' : 'exchange',
    number: turn.turn,
    turn,
    at: callerEnd ?? turn.started_at ?? agent?.at ?? turn.ended_at,
    callerEnd,
    said,
    chart: waterfall(turn.latency),
  };
}

/** Words of which the turn told the beginning only end as much later as the caller spoke. */
function endOfWords(at: number | null, { started_at, latency }: Turn): number | null {
  return at !== null && at === started_at ? at + (latency.user_speech_ms ?? 0) : at;
}

function restOf(turn: Turn, next: Turn | undefined): string | null {
  return next !== undefined && isRest(next, turn) ? next.agent_text : null;
}

function saidIn(question: string | null | undefined, answer: string | null | undefined, cut: boolean): Said[] {
  const said: Said[] = [];
  if (question) said.push({ ...sideOf('user'), text: question, cut: false });
  if (answer) said.push({ ...sideOf('agent'), text: answer, cut });
  return said;
}

/** The entry of the transcript that tells the same words, taken out of what is left. */
function take(left: TranscriptEntry[], turn: Turn, side: Said['side'], text: string | null): TranscriptEntry | null {
  const index = left.findIndex(
    (entry) => sideOf(entry.role).side === side && (entry.turn === turn.turn || (Boolean(text) && entry.text === text)),
  );
  return index < 0 ? null : (left.splice(index, 1)[0] ?? null);
}

function wordsOf(entry: TranscriptEntry, index: number): TurnLine {
  const said = [{ ...sideOf(entry.role), text: entry.text, cut: false }];
  const key = `w${entry.position ?? `-${index}`}`;
  const number = entry.turn ?? null;
  return { key, kind: 'words', number, turn: null, at: entry.at, callerEnd: null, said, chart: null };
}
