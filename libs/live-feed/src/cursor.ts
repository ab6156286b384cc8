/** A place in one log, as readers keep it: `<log>-<position>`. */
export function cursorOf(logId: string, position: number): string {
  return `${logId}-${position}`;
}

/** Why a cursor cannot be honoured; `trimmed`: what came after it may be kept no longer. */
export type CursorProblem = 'unreadable' | 'log_replaced' | 'in_the_future' | 'trimmed';

/**
 * The position that a cursor means in this log: `<log>-<position>`, or a bare position.
 * A cursor that cannot be honoured is said to be so, never guessed at.
 */
export function readCursor(text: string, logId: string, head: number): number | CursorProblem {
  const match = /^(?:([0-9a-f]{8})-)?(\d{1,16})$/.exec(text);
  if (!match) return 'unreadable';
  if (match[1] !== undefined && match[1] !== logId) return 'log_replaced';
  const position = Number(match[2]);
  return position > head ? 'in_the_future' : position;
}
