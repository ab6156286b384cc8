/** A mean delay above this holds up everybody (reliability §4). */
const LATE_MS = 200;
/** Below this all is well again; in between nothing changes, so that it does not flicker. */
const EASY_MS = 100;
/** A single stall, however long, is over when it is seen: to refuse then would only lose what comes next. */
const LATE_WINDOWS = 2;

/** Is the event loop late, as of some windows of time one after the other. */
export interface Lateness {
  readonly isLate: boolean;
  /** How many windows in a row were slow. */
  readonly slowWindows: number;
}

export const ON_TIME: Lateness = { isLate: false, slowWindows: 0 };

/** After one more window with this mean delay. */
export function nextLateness(before: Lateness, meanMs: number): Lateness {
  if (before.isLate) return meanMs < EASY_MS ? ON_TIME : before;
  if (meanMs <= LATE_MS) return ON_TIME;
  const slowWindows = before.slowWindows + 1;
  return { isLate: slowWindows >= LATE_WINDOWS, slowWindows };
}
