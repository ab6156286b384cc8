import type { CallDetail, TranscriptEntry, Turn } from '@callscope/call-state';

export interface TranscriptLine {
  readonly side: 'caller' | 'agent' | 'other';
  readonly speaker: string;
  readonly text: string;
  readonly at: number | null;
  readonly interrupted: boolean;
}

const SPEAKERS: Readonly<Record<string, Pick<TranscriptLine, 'side' | 'speaker'>>> = {
  user: { side: 'caller', speaker: 'Caller' },
  caller: { side: 'caller', speaker: 'Caller' },
  agent: { side: 'agent', speaker: 'Agent' },
  assistant: { side: 'agent', speaker: 'Agent' },
  tool: { side: 'other', speaker: 'Tool' },
  system: { side: 'other', speaker: 'System' },
};

/** What was said, in order. A source that sends turns but no transcript is read from its turns. */
export function transcriptLines(detail: Pick<CallDetail, 'transcript' | 'turns'>): TranscriptLine[] {
  return detail.transcript.length > 0 ? detail.transcript.map(fromEntry) : detail.turns.flatMap(fromTurn);
}

function fromEntry({ role, text, at }: TranscriptEntry): TranscriptLine {
  const speaker = SPEAKERS[role] ?? { side: 'other' as const, speaker: role };
  return { ...speaker, text, at, interrupted: text === '[interrupted]' };
}

function fromTurn(turn: Turn): TranscriptLine[] {
  const interrupted = turn.outcome === 'interrupted';
  return [
    { side: 'caller' as const, speaker: 'Caller', text: turn.user_text ?? '', at: turn.started_at, interrupted: false },
    { side: 'agent' as const, speaker: 'Agent', text: turn.agent_text ?? '', at: turn.ended_at, interrupted },
  ].filter((line) => line.text !== '');
}
