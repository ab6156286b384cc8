import type { HttpProblem } from './http-problem';

/** How hard the service is pressed, as an intake sees it. */
export interface Pressure {
  /** The read models are too far behind to show soon what is taken in now. */
  readonly viewsBehind: boolean;
  /** The event loop is late, and has been for a while. */
  readonly loopLate: boolean;
  /** Appends that wait for the disk. */
  readonly appendsWaiting: number;
  /** Intake requests of this sender that are not answered yet, this one included; 0 when they are not limited. */
  readonly inFlight: number;
}

/** More appends than this never wait; the log has limits of its own, by events and bytes. */
export const MAX_APPENDS_WAITING = 2_000;

/** More than this of one remote address at once is no producer of calls. */
export const MAX_IN_FLIGHT = 256;

/** Why nothing is taken in now; null when it is. Who is refused tries again: nothing was looked at. */
export function pressureProblem(pressure: Pressure): HttpProblem | null {
  if (pressure.inFlight > MAX_IN_FLIGHT) {
    return {
      status: 429,
      code: 'too_many_requests',
      message: `more than ${MAX_IN_FLIGHT} requests of this address are waiting for their answers`,
      retryAfterS: 1,
    };
  }
  if (pressure.viewsBehind) return overloaded('the read models are too far behind the event log to take in more');
  if (pressure.appendsWaiting > MAX_APPENDS_WAITING) return overloaded('too many requests are waiting for the disk');
  return pressure.loopLate ? overloaded('the service is too busy to take in more') : null;
}

function overloaded(message: string): HttpProblem {
  return { status: 503, code: 'overloaded', message, retryAfterS: 1 };
}
