import type { StoredEvent } from '@callscope/call-events';
import type { OpenTurn } from './call-detail';
import { callHead } from './call-head';
import type { CallState } from './call-state';
import { finalWords } from './final-words';
import { inOrder } from './placed-words';
import { tell, tellingOf, type Told } from './told';
import { latencyOf } from './turns';

/** What tells of a turn before it is over, when it names one. */
const OPENING: ReadonlySet<string> = new Set(['turn.started', 'latency.recorded', 'transcript.final']);

/**
 * The turn of a live call that goes on: the newest of which anything is told, when no turn that is over is as new. It is
 * shown and counted nowhere; what it becomes is told by its `turn.completed`. Null when nothing is known of one, and of a
 * call that has ended or is hidden. The same for every order of the events, but for `position`.
 */
export function openTurn(state: CallState, events: readonly StoredEvent[]): OpenTurn | null {
  if (state.hidden || !callHead(state).live) return null;
  const over = newestOver(state);
  const opening = events.filter((event) => (turnOpenedBy(event) ?? -1) > over);
  if (opening.length === 0) return null;
  const turn = opening.reduce((newest, event) => Math.max(newest, turnOpenedBy(event) ?? -1), -1);
  const own = opening.filter((event) => turnOpenedBy(event) === turn);
  const known = state.turns[turn];
  return {
    turn,
    trigger: triggerOf(own),
    user_text: callersWords(own),
    latency: known ? latencyOf(known) : {},
    started_at: begunAt(own),
    position: own.reduce((newest, { position }) => Math.max(newest, position), 0),
  };
}

/** The turn that an event tells of while it goes on; undefined for every event that tells of none. */
export function turnOpenedBy({ type, data }: StoredEvent): number | undefined {
  const turn = OPENING.has(type) && 'turn' in data ? data.turn : undefined;
  return typeof turn === 'number' ? turn : undefined;
}

/** The greatest number of a turn that has an outcome, whatever that is; -1 when none has. */
function newestOver({ turns }: CallState): number {
  let newest = -1;
  for (const [turn, { outcome }] of Object.entries(turns)) {
    if (outcome !== null) newest = Math.max(newest, Number(turn));
  }
  return newest;
}

/** By the producer's clock alone, as the beginning of a turn that is over. */
function begunAt(events: readonly StoredEvent[]): number | null {
  let begun: Told<number> | undefined;
  for (const event of events) {
    if (event.type === 'turn.started' && event.occurred_at !== undefined) {
      begun = tell(begun, event.occurred_at, tellingOf(event));
    }
  }
  return begun?.value ?? null;
}

function triggerOf(events: readonly StoredEvent[]): OpenTurn['trigger'] {
  let trigger: Told<OpenTurn['trigger']> | undefined;
  for (const event of events) {
    if (event.type === 'turn.started' && event.data.trigger !== undefined) {
      trigger = tell(trigger, event.data.trigger, tellingOf(event));
    }
  }
  return trigger?.value ?? null;
}

function callersWords(events: readonly StoredEvent[]): string | null {
  const words = finalWords(events).filter(({ entry }) => entry.role === 'user');
  return words.length === 0
    ? null
    : words
        .sort(inOrder)
        .map(({ entry }) => entry.text)
        .join(' ');
}
