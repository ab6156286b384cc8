import type { CallDetail, OpenTurn, TranscriptEntry, Turn } from '@callscope/call-state';

/** A call with a turn that the stream told: in the place of an older telling of it, else where its number belongs. */
export function withTurn(detail: CallDetail, turn: Turn): CallDetail {
  const known = detail.turns.find((other) => other.turn === turn.turn);
  if (known !== undefined && known.position > turn.position) return detail;
  const turns = [...detail.turns.filter((other) => other !== known), turn].sort((a, b) => a.turn - b.turn);
  const open_turn = isOver(turns, detail.open_turn) ? null : detail.open_turn;
  return { ...detail, turns, open_turn, transcript: transcriptWith(detail, turns, known === undefined ? turn : null) };
}

/** A call with what the stream told of the turn that goes on; what is known better stays. */
export function withOpenTurn(detail: CallDetail, open_turn: OpenTurn): CallDetail {
  const known = detail.open_turn?.position ?? 0;
  return known > open_turn.position || isOver(detail.turns, open_turn) ? detail : { ...detail, open_turn };
}

function isOver(turns: readonly Turn[], open: OpenTurn | null): boolean {
  return turns.some(({ turn }) => turn >= (open?.turn ?? Infinity));
}

/** Whether words were told apart from turns: no frame brings those, so that a call with them is read anew. */
export function hasWordsOfTheirOwn({ transcript }: Pick<CallDetail, 'transcript'>): boolean {
  return transcript.some(({ position }) => position !== undefined);
}

export function tellsWords({ user_text, agent_text }: Turn): boolean {
  return Boolean(user_text) || Boolean(agent_text);
}

/**
 * As the service puts a transcript together: the turns tell it where nothing else does. Beside words of their own, a new
 * turn tells those of a role that is not told, or of which all words name other turns. The report of an ended call stays.
 */
function transcriptWith(detail: CallDetail, turns: readonly Turn[], added: Turn | null): readonly TranscriptEntry[] {
  const { call, transcript } = detail;
  if (!hasWordsOfTheirOwn(detail)) return call.live ? turns.flatMap(spoken) : transcript;
  if (added === null) return transcript;
  const told = (role: string): boolean =>
    transcript.some(
      (entry) =>
        entry.role === role && entry.position !== undefined && (entry.turn === undefined || entry.turn === added.turn),
    );
  return [...transcript, ...spoken(added).filter(({ role }) => !told(role))];
}

/** A turn as the two utterances that it is made of. */
function spoken(turn: Turn): TranscriptEntry[] {
  const { user_text: asked, agent_text: answered, started_at: begun, ended_at: at } = turn;
  return [
    ...(asked ? [{ role: 'user', text: asked, at: begun ?? at }] : []),
    ...(answered ? [{ role: 'agent', text: answered, at }] : []),
  ];
}
