import { dated, type SimulatedEvent, story, type Telling } from '@callscope/simulator';

/** As many begin as keep about twenty going on at a time. */
const CALLS_PER_MINUTE = 24;
/** Of the story without haste, about so many events come each second. */
const EVENTS_PER_MINUTE = CALLS_PER_MINUTE * 55;

/** Live calls of the simulator, played so fast that so many events come each second. */
export class LiveCalls {
  readonly #tellings: Iterator<Telling, void>;
  readonly #speed: number;
  readonly #beganAt = Date.now();

  constructor(perSecond: number, seed: string) {
    this.#speed = (perSecond * 60) / EVENTS_PER_MINUTE;
    const prefix = `live-${this.#beganAt}`;
    this.#tellings = story({
      seed: `${seed}/live`,
      prefix,
      calls: Infinity,
      callsPerMinute: CALLS_PER_MINUTE,
      faults: [],
    });
  }

  /** The next ones, whatever the clock says: the rate is exact, the pace of each call only about right. */
  next(count: number): SimulatedEvent[] {
    return Array.from({ length: count }, () => {
      const { value } = this.#tellings.next();
      if (value === undefined) throw new Error('the story has an end');
      return this.#dated(value);
    });
  }

  /** Told faster than it goes, a call that began now would end in the future: so it began as much earlier. */
  #dated({ event, callBeganMs, callLengthMs }: Telling): SimulatedEvent {
    const ahead = callLengthMs - callLengthMs / this.#speed;
    return dated(event, Math.floor(this.#beganAt + callBeganMs / this.#speed - Math.max(0, ahead)));
  }
}
