import { randomInt } from 'node:crypto';
import { dated, type SimulatedEvent, story, storyLengthMs, type StoryOptions } from '@callscope/simulator';
import type { Clock } from '../clock';
import { callBeganAt, type Dates, tellAt } from './call-dates';
import type { SimulateOptions } from './simulate-options';

/** A story that is about to be played. */
export interface Simulation {
  readonly seed: string;
  /** Epoch ms: with the seed it decides every byte of a story that keeps its own time. */
  readonly startAt: number;
  readonly story: StoryOptions;
  readonly dates: Dates;
}

/** What is left to chance or to the clock is decided here. */
export function simulationOf(options: SimulateOptions, nowMs: number): Simulation {
  const { seed = String(randomInt(1_000_000_000)), speed, calls, callsPerMinute, faults } = options;
  const wallStartAt = Math.floor(nowMs);
  const named = (startAt: number): StoryOptions => ({
    seed,
    prefix: `sim-${seed}-${startAt.toString(36)}`,
    calls,
    callsPerMinute,
    faults,
  });
  // Without a wait the story is over now: its calls are spread over the time before.
  const isAtOnce = speed === Infinity || options.dryRun;
  const endsNow = (): number => wallStartAt - storyLengthMs(named(0));
  const storyStartAt = options.startAt ?? (isAtOnce ? endsNow() : null);
  const startAt = storyStartAt ?? wallStartAt;
  return { seed, startAt, story: named(startAt), dates: { wallStartAt, storyStartAt, speed } };
}

/** Tells each event when it is due, until the story ends or the signal comes. */
export async function playStory(
  { story: options, dates }: Simulation,
  tell: (event: SimulatedEvent, callNumber: number) => Promise<void>,
  clock: Clock,
  signal: AbortSignal,
): Promise<void> {
  for (const telling of story(options)) {
    await clock.waitUntil(tellAt(telling, dates), signal);
    if (signal.aborted) return;
    await tell(dated(telling.event, callBeganAt(telling, dates)), telling.callNumber);
  }
}
