import type { TranscriptPartialData } from '@callscope/call-events';
import type { EventLog } from '@callscope/event-log';
import type { LiveFrames } from './live-frames';

const HIDING: ReadonlySet<string> = new Set(['call.hidden', 'call.unhidden']);

/** Words in passing as they are told. What else a source has sent along is nobody's: it was neither looked at nor masked. */
export function passingWords(callId: string, partial: TranscriptPartialData): LiveFrames['transcript'] {
  const { role, text, utterance_id: utteranceId, turn } = partial;
  return {
    role,
    text,
    ...(utteranceId !== undefined && { utterance_id: utteranceId }),
    ...(turn !== undefined && { turn }),
    call_id: callId,
  };
}

/** Is the call hidden or erased, as the log has it? The views may be behind. */
export function isHidden(log: Pick<EventLog, 'firstPosition' | 'readCall'>, callId: string): boolean {
  if (log.firstPosition(callId, 'call.erased') !== null) return true;
  const hiddenAt = log.firstPosition(callId, 'call.hidden');
  // Of most calls that is all there is to look at.
  if (hiddenAt === null) return false;
  const last = log.readCall(callId, hiddenAt - 1).findLast(({ type }) => HIDING.has(type));
  return last?.type === 'call.hidden';
}
