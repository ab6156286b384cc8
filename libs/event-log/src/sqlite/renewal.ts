import type { LogState } from './remembered-head';

/** Why a log got a new name when it was opened: cursors of the old one may stand for events that it does not hold. */
export interface Renewal {
  /** The name before; null when there was no log any more. */
  readonly formerLogId: string | null;
  /** Positions that were there once and are not any more; null when nobody knows. */
  readonly lost: number | null;
  /** Positions go on above this one, so that none is used twice. */
  readonly goesOnAfter: number;
  /** Where a copy lies of the files as they were found; null when there was nothing to learn from them. */
  readonly copy: string | null;
}

/** What was found in a folder against what is remembered there; null when no history can have been lost. */
export function whyRenew(found: LogState | null, remembered: LogState | null): Omit<Renewal, 'copy'> | null {
  if (found === null) {
    if (remembered === null || remembered.head === 0) return null;
    return { formerLogId: null, lost: remembered.head, goesOnAfter: remembered.head };
  }
  const formerLogId = found.logId;
  // Nothing is remembered of a log that was brought here: a backup, and nobody knows what came after it.
  if (remembered === null) return found.head === 0 ? null : { formerLogId, lost: null, goesOnAfter: found.head };
  const lost = Math.max(0, remembered.head - found.head);
  if (lost === 0 && remembered.logId === found.logId) return null;
  return { formerLogId, lost, goesOnAfter: found.head + lost };
}

/** In one sentence, for who reads the messages of the service. */
export function renewalText(renewal: Renewal, logId: string): string {
  const where = renewal.copy === null ? '' : `; a copy of the files as they were is in ${renewal.copy}`;
  return `${whatWasLost(renewal)}; the log is named ${logId} from now on and goes on after position ${renewal.goesOnAfter}${where}`;
}

function whatWasLost({ formerLogId, lost }: Renewal): string {
  if (formerLogId === null) return `the event log is missing: ${lost ?? 0} positions are lost`;
  if (lost === null) return `the event log ${formerLogId} is a copy that was brought here: newer events may be missing`;
  if (lost === 0) return `the event log ${formerLogId} is not the one that was here before`;
  return `the event log ${formerLogId} is incomplete: its last ${lost} positions are lost`;
}
