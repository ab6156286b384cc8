import { Agenda } from './agenda';
import { Chance } from './chance';
import { type Fault, withFaults } from './faults';
import type { SimulatedEvent, UndatedEvent } from './simulated-event';
import { callOfStory } from './simulated-call';

export interface StoryOptions {
  readonly seed: string;
  /** Begins every call id, so that a story that is played again is not the same calls again. */
  readonly prefix: string;
  /** How many calls; Infinity never ends. */
  readonly calls: number;
  readonly callsPerMinute: number;
  readonly faults: readonly Fault[];
}

/** One event of a story, at its time. All times are ms since the story began, but those in the event. */
export interface Telling {
  readonly atMs: number;
  /** Of the event's call: 1 is the first of the story. */
  readonly callNumber: number;
  /** When the event's call began. */
  readonly callBeganMs: number;
  /** From the call's first event to the moment when its last one would be told without faults. */
  readonly callLengthMs: number;
  readonly event: SimulatedEvent;
}

/**
 * What is told, in order of time. The same options give the same events. Only the calls that go on are in memory, so that
 * it can be read for ever.
 */
export function* story(options: StoryOptions): Generator<Telling, void> {
  const agenda = new Agenda<Telling>();
  for (const arrival of arrivalsOf(options)) {
    while (agenda.nextMs < arrival.beganMs) yield* next(agenda);
    const call = callAt(arrival, options);
    const { seed, faults } = options;
    for (const { toldMs, event } of withFaults(call.events, faults, `${seed}/faults/${call.number}`)) {
      const atMs = call.beganMs + toldMs;
      agenda.put(atMs, {
        atMs,
        callNumber: call.number,
        callBeganMs: call.beganMs,
        callLengthMs: call.lengthMs,
        event,
      });
    }
  }
  while (agenda.nextMs < Infinity) yield* next(agenda);
}

/** No call is as long. */
const LONGEST_CALL_MS = 1_800_000;

/** How long the story of so many calls is, without its faults, in ms. Of a long one only the last calls are looked at. */
export function storyLengthMs(options: StoryOptions): number {
  let lastMs = 0;
  for (const { beganMs } of arrivalsOf(options)) lastMs = beganMs;
  let lengthMs = 0;
  for (const arrival of arrivalsOf(options)) {
    if (arrival.beganMs < lastMs - LONGEST_CALL_MS) continue;
    lengthMs = Math.max(lengthMs, arrival.beganMs + callAt(arrival, options).lengthMs);
  }
  return lengthMs;
}

function* next(agenda: Agenda<Telling>): Generator<Telling, void> {
  const telling = agenda.take();
  if (telling !== undefined) yield telling;
}

interface Arrival {
  readonly number: number;
  readonly beganMs: number;
}

interface Call extends Arrival {
  readonly lengthMs: number;
  readonly events: readonly UndatedEvent[];
}

function callAt(arrival: Arrival, { seed, prefix }: StoryOptions): Call {
  const events = callOfStory(seed, arrival.number, `${prefix}-${arrival.number}`);
  return { ...arrival, lengthMs: events.at(-1)?.toldMs ?? 0, events };
}

/** Calls come by chance: so many a minute, now close together and now far apart. The first one comes at once. */
function* arrivalsOf({ seed, calls, callsPerMinute }: StoryOptions): Generator<Arrival, void> {
  const chance = new Chance(`${seed}/arrivals`);
  let beganMs = 0;
  for (let number = 1; number <= calls; number += 1) {
    yield { number, beganMs };
    beganMs += Math.round(chance.exponential(60_000 / callsPerMinute));
  }
}
