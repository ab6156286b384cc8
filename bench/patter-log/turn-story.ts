import type { CallEvent } from '@callscope/call-events';
import { readLogMetadata, readLogTurn } from '@callscope/intake';
import { loggedSteps, type LoggedStep } from '../../test/support/call-log';

/** A step of a call that runs now, told either way. */
export interface StoryStep {
  readonly logged: LoggedStep;
  /** What `POST /api/v2/events` is told in place of the file. */
  readonly events: readonly CallEvent[];
  /** Stands in what the agent says in this turn and nowhere else; null for metadata. */
  readonly mark: string | null;
}

export interface Story {
  readonly callId: string;
  readonly start: StoryStep;
  readonly turns: readonly StoryStep[];
  readonly end: StoryStep | null;
}

let told = 0;

/** The recorded calls once more, as calls of their own that begin at `now`, epoch ms. */
export function stories(now: number): Story[] {
  const steps = loggedSteps();
  return [...new Set(steps.map(({ callId }) => callId))].flatMap((recorded): Story[] => {
    const callId = `CAbench${String((told += 1)).padStart(26, '0')}`;
    const mine = steps.filter((step) => step.callId === recorded);
    const [start, ...rest] = mine.map((step) => anew(step, callId, now));
    if (!start || start.mark !== null) return [];
    const turns = rest.filter(({ mark }) => mark !== null);
    return [{ callId, start, turns, end: rest.find(({ mark }) => mark === null) ?? null }];
  });
}

/** Moved to now: the service gives up a call that is half a year old, and the page does not look that far back. */
function anew(step: LoggedStep, callId: string, now: number): StoryStep {
  const said = JSON.parse(step.text) as Record<string, unknown>;
  const mark = step.turn === null ? null : `#${callId.slice(-4)}-${String(step.turn)}#`;
  const at = now + (step.turn ?? 0) * 1_000;
  const text =
    mark === null
      ? `${JSON.stringify({ ...said, call_id: callId, started_at: iso(now), ended_at: said['ended_at'] && iso(now) })}\n`
      : `${JSON.stringify({ ...said, ts: iso(at), timestamp: at / 1_000, agent_text: `${String(said['agent_text'])} ${mark}` })}\n`;
  const bytes = Buffer.from(text.trimEnd());
  const events = mark === null ? readLogMetadata(bytes, callId, now).events : [readLogTurn(bytes, callId, now)];
  return { logged: { ...step, callId, daysAgo: 0, text }, events, mark };
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}
