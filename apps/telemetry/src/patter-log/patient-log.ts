import { setTimeout as delay } from 'node:timers/promises';
import type { CallEvent } from '@callscope/call-events';
import { type AppendOutcome, type EventLog, OverloadedError, StorageUnavailableError } from '@callscope/event-log';

/** What is asked before events are taken in: the same as those who post them are told. */
export interface Pressure {
  /** Null: there is none. */
  refusal(): unknown;
}

const FIRST_WAIT_MS = 50;
const LONGEST_WAIT_MS = 2_000;

/** Files wait where they are. So whoever reads them waits, too, while the service takes in no more. */
export class PatientLog {
  constructor(
    private readonly log: EventLog,
    private readonly pressure: Pressure,
    private readonly stopping: AbortSignal,
  ) {}

  /**
   * Appends as soon as it can be done.
   * @throws what the log throws, but for a log that is too busy or cannot store now; AbortError when the service stops.
   */
  async append(events: readonly CallEvent[]): Promise<readonly AppendOutcome[]> {
    for (let wait = FIRST_WAIT_MS; ; wait = Math.min(wait * 2, LONGEST_WAIT_MS)) {
      this.stopping.throwIfAborted();
      if (this.pressure.refusal() === null) {
        try {
          return await this.log.append(events);
        } catch (error) {
          if (!(error instanceof OverloadedError || error instanceof StorageUnavailableError)) throw error;
        }
      }
      await delay(wait, undefined, { signal: this.stopping });
    }
  }

  /** Whether the log has events of this call. */
  knows(callId: string): boolean {
    return this.log.readCall(callId, 0, 1).length > 0;
  }
}
