import type { StoredEnvelope } from '../envelope';
import { type CallEnded, callEnded } from './call-ended';
import { type CallInitiated, callInitiated } from './call-initiated';
import { type CallStarted, callStarted } from './call-started';
import { type CallStatusChanged, callStatusChanged } from './call-status-changed';
import { type CostRecorded, costRecorded } from './cost-recorded';
import { type TurnCompleted, type TurnCorrected, turnCompleted, turnCorrected } from './turn-completed';

/** Every event that the log can hold, told apart by `type`. */
export type CallEvent =
  CallInitiated | CallStatusChanged | CallStarted | TurnCompleted | TurnCorrected | CostRecorded | CallEnded;

export type CallEventType = CallEvent['type'];

/** An event as the log gives it back. */
export type StoredEvent = CallEvent & StoredEnvelope;

interface AnyEventSpec {
  readonly personal: readonly string[];
  readonly example: () => CallEvent;
}

/** What is known of each type of event; the compiler asks for an entry when a type is added. */
export const EVENT_SPECS: { readonly [T in CallEventType]: AnyEventSpec } = {
  'call.initiated': callInitiated,
  'call.status_changed': callStatusChanged,
  'call.started': callStarted,
  'turn.completed': turnCompleted,
  'turn.corrected': turnCorrected,
  'cost.recorded': costRecorded,
  'call.ended': callEnded,
};

export const CALL_EVENT_TYPES = Object.keys(EVENT_SPECS) as readonly CallEventType[];

export type { CallEnded, CallEndedData, EndReason } from './call-ended';
export { END_REASONS } from './call-ended';
export type { CallInitiated, CallParties } from './call-initiated';
export type { CallStarted, CallStartedData } from './call-started';
export type { CallStatusChanged, CallStatusChangedData } from './call-status-changed';
export type { CostBasis, CostMode, CostRecorded, CostRecordedData } from './cost-recorded';
export { COST_BASES, COST_MODES } from './cost-recorded';
export type { TurnCompleted, TurnCompletedData, TurnCorrected } from './turn-completed';
