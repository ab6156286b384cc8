import { Chance } from './chance';
import type { UndatedEvent } from './simulated-event';

export const FAULTS = ['late', 'duplicated', 'out-of-order', 'missing-ends'] as const;
export type Fault = (typeof FAULTS)[number];

type Spoil = (events: readonly UndatedEvent[], chance: Chance) => readonly UndatedEvent[];

const TERMINAL: ReadonlySet<string> = new Set(['completed', 'failed', 'busy', 'no_answer', 'canceled', 'voicemail']);
const LONGEST_DELAY_MS = 300_000;

/**
 * Each changes only when events are told, and how often, never what they say: what a reader makes of them at last is the
 * same. A missing end leaves its call open until it is told after all, 10 to 40 minutes later.
 */
const spoilers: Readonly<Record<Fault, Spoil>> = {
  late: (events, chance) =>
    events.map((told) =>
      chance.happens(0.15) ? later(told, Math.min(chance.logNormal(20_000, 1), LONGEST_DELAY_MS)) : told,
    ),
  'out-of-order': (events, chance) => {
    // Seldom a whole call comes at its end, the end first.
    if (chance.happens(0.1)) {
      const lastMs = Math.max(...events.map(({ toldMs }) => toldMs));
      return events.toReversed().map((told) => later(told, lastMs - told.toldMs));
    }
    return events.map((told) => later(told, chance.between(0, 4_000)));
  },
  'missing-ends': (events, chance) => {
    if (!chance.happens(0.25)) return events;
    const missingMs = chance.between(600_000, 2_400_000);
    return events.map((told) => (isEnd(told) ? later(told, missingMs) : told));
  },
  duplicated: (events, chance) =>
    events.flatMap((told) => (chance.happens(0.2) ? [told, later(told, chance.between(0, 60_000))] : [told])),
};

/** The call as it is told by who has these faults. */
export function withFaults(
  events: readonly UndatedEvent[],
  faults: readonly Fault[],
  seed: string,
): readonly UndatedEvent[] {
  // In an order of our own, so that it does not matter in which order they are asked for.
  const wanted = FAULTS.filter((fault) => faults.includes(fault));
  const told = wanted.reduce((list, fault) => spoilers[fault](list, new Chance(`${seed}/${fault}`)), events);
  return told.toSorted((a, b) => a.toldMs - b.toldMs);
}

function isEnd({ event }: UndatedEvent): boolean {
  return event.type === 'call.ended' || (event.type === 'call.status_changed' && TERMINAL.has(event.data.status));
}

/** Words in passing come in time or never. */
function later(told: UndatedEvent, byMs: number): UndatedEvent {
  return told.event.type === 'transcript.partial' ? told : { ...told, toldMs: told.toldMs + Math.round(byMs) };
}
