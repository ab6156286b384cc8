import type { StoredEvent } from '@callscope/call-events';
import type { TranscriptEntry, Turn } from './call-detail';
import { finalWords } from './final-words';
import { inOrder, placedReport, type PlacedWords, turnPlacer } from './placed-words';

/** Who may tell what was said. */
export interface TranscriptSources {
  readonly events: readonly StoredEvent[];
  readonly turns: readonly Turn[];
  /** The transcript that the end in force reports; empty when it reports none. */
  readonly reported: readonly TranscriptEntry[];
}

/**
 * What was said, in order, and nothing twice. Three sources may tell the same words, and they have no common name for an
 * utterance, so it is settled by role, and within a role by turn, which of them is believed:
 *
 * 1. A role of which `transcript.final` events tell any words is told by them. The text of a turn is added where all of
 *    them name their turns and none names this one: words that name no turn may be those of any.
 * 2. Every other role is told by the report of the end in force when it has a transcript, else by the turns.
 *
 * So a call without `transcript.final` reads as its report, else its turns, list it. Otherwise all is in order of time;
 * the text of a turn goes before (the caller's) or after (the agent's) the words that name this turn.
 */
export function transcriptOf({ events, turns, reported }: TranscriptSources): TranscriptEntry[] {
  const finals = finalWords(events);
  if (finals.length === 0) return reported.length > 0 ? [...reported] : turns.flatMap(spoken);
  const told = toldBy(finals);
  const placed = turnPlacer(finals, events);
  const fromReport = placedReport(reported).filter(({ entry }) => !told.role(entry.role));
  const fromTurns = turns.flatMap((turn) =>
    spoken(turn)
      .filter(({ role }) => (told.role(role) ? !told.turn(role, turn.turn) : reported.length === 0))
      .map((entry) => placed(entry, turn)),
  );
  return [...finals, ...fromReport, ...fromTurns].sort(inOrder).map(({ entry }) => entry);
}

/** A turn as the two utterances that it is made of. */
function spoken(turn: Turn): TranscriptEntry[] {
  const said = (role: string, text: string | null, at: number | null): TranscriptEntry[] =>
    text === null || text === '' ? [] : [{ role, text, at }];
  return [
    ...said('user', turn.user_text, turn.started_at ?? turn.ended_at),
    ...said('agent', turn.agent_text, turn.ended_at),
  ];
}

/** Which words are told: any of a role, and those of a turn. */
function toldBy(finals: readonly PlacedWords[]) {
  const roles = new Set(finals.map(({ entry }) => entry.role));
  const turns = new Set(finals.map(({ entry }) => keyOf(entry.role, entry.turn)));
  return {
    role: (role: string): boolean => roles.has(role),
    turn: (role: string, turn: number): boolean => turns.has(keyOf(role, turn)) || turns.has(keyOf(role, undefined)),
  };
}

function keyOf(role: string, turn: number | undefined): string {
  return `${role}:${turn ?? ''}`;
}
