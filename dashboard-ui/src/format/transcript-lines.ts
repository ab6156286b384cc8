import type { CallDetail, TranscriptEntry, Turn } from '@callscope/call-state';
import { language } from '../words/language';

export interface TranscriptLine {
  readonly side: 'caller' | 'agent' | 'other';
  readonly speaker: string;
  readonly text: string;
  readonly at: number | null;
  readonly interrupted: boolean;
}

const SIDES: Readonly<Record<string, 'caller' | 'agent' | 'tool' | 'system'>> = {
  user: 'caller',
  caller: 'caller',
  agent: 'agent',
  assistant: 'agent',
  tool: 'tool',
  system: 'system',
};

function speakerOf(role: string): Pick<TranscriptLine, 'side' | 'speaker'> {
  const who = SIDES[role];
  const side = who === 'caller' || who === 'agent' ? who : 'other';
  return { side, speaker: who === undefined ? role : language.words.speaker[who] };
}

/** What was said, in order. A source that sends turns but no transcript is read from its turns. */
export function transcriptLines(detail: Pick<CallDetail, 'transcript' | 'turns'>): TranscriptLine[] {
  return detail.transcript.length > 0 ? detail.transcript.map(fromEntry) : detail.turns.flatMap(fromTurn);
}

function fromEntry({ role, text, at }: TranscriptEntry): TranscriptLine {
  return { ...speakerOf(role), text, at, interrupted: text === '[interrupted]' };
}

function fromTurn(turn: Turn): TranscriptLine[] {
  const interrupted = turn.outcome === 'interrupted';
  return [
    { ...speakerOf('user'), text: turn.user_text ?? '', at: turn.started_at, interrupted: false },
    { ...speakerOf('agent'), text: turn.agent_text ?? '', at: turn.ended_at, interrupted },
  ].filter((line) => line.text !== '');
}
