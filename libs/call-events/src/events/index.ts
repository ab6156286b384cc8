import type { EventEnvelope, StoredEnvelope } from '../envelope';
import type { DefinedEvent } from '../event-spec';
import {
  type CallErased,
  callErased,
  type CallHidden,
  callHidden,
  type CallTimedOut,
  callTimedOut,
  type CallUnhidden,
  callUnhidden,
} from './by-the-service';
import { type CallAnalyzed, callAnalyzed } from './call-analyzed';
import { type CallEnded, callEnded } from './call-ended';
import { type CallInitiated, callInitiated } from './call-initiated';
import { type CallStarted, callStarted } from './call-started';
import { type CallStatusChanged, callStatusChanged } from './call-status-changed';
import { type CostRecorded, costRecorded } from './cost-recorded';
import { type Custom, CUSTOM_TYPE, custom } from './custom';
import { type ErrorRaised, errorRaised } from './error-raised';
import { type InterruptionDetected, interruptionDetected } from './interruption-detected';
import { type LatencyRecorded, latencyRecorded } from './latency-recorded';
import { type RecordingAvailable, recordingAvailable } from './recording-available';
import { type ToolEnded, toolEnded, type ToolStarted, toolStarted } from './tool';
import { type TranscriptFinal, transcriptFinal } from './transcript';
import { type TurnCompleted, type TurnCorrected, turnCompleted, turnCorrected } from './turn-completed';
import { type TurnStarted, turnStarted } from './turn-started';
import { type UsageRecorded, usageRecorded } from './usage-recorded';

/** Events whose type is known by name. */
export type NamedEvent =
  | CallInitiated
  | CallStatusChanged
  | CallStarted
  | TurnStarted
  | TurnCompleted
  | TurnCorrected
  | TranscriptFinal
  | LatencyRecorded
  | UsageRecorded
  | CostRecorded
  | ToolStarted
  | ToolEnded
  | InterruptionDetected
  | ErrorRaised
  | RecordingAvailable
  | CallEnded
  | CallAnalyzed
  | CallTimedOut
  | CallHidden
  | CallUnhidden
  | CallErased;

/** Every event that the log can hold, told apart by `type`. */
export type CallEvent = NamedEvent | Custom;

export type NamedEventType = NamedEvent['type'];
export type CallEventType = CallEvent['type'];

/** An event as the log gives it back. */
export type StoredEvent = CallEvent & StoredEnvelope;

/** What is known of each named type; the compiler asks for an entry when a type is added. */
export const EVENT_SPECS: { readonly [T in NamedEventType]: DefinedEvent<Extract<NamedEvent, { type: T }>> } = {
  'call.initiated': callInitiated,
  'call.status_changed': callStatusChanged,
  'call.started': callStarted,
  'turn.started': turnStarted,
  'turn.completed': turnCompleted,
  'turn.corrected': turnCorrected,
  'transcript.final': transcriptFinal,
  'latency.recorded': latencyRecorded,
  'usage.recorded': usageRecorded,
  'cost.recorded': costRecorded,
  'tool.started': toolStarted,
  'tool.ended': toolEnded,
  'interruption.detected': interruptionDetected,
  'error.raised': errorRaised,
  'recording.available': recordingAvailable,
  'call.ended': callEnded,
  'call.analyzed': callAnalyzed,
  'call.timed_out': callTimedOut,
  'call.hidden': callHidden,
  'call.unhidden': callUnhidden,
  'call.erased': callErased,
};

export const CALL_EVENT_TYPES = Object.keys(EVENT_SPECS) as readonly NamedEventType[];

/** Types that the service writes itself and takes from nobody. */
export const OWN_TYPES: ReadonlySet<string> = new Set<NamedEventType>([
  'call.timed_out',
  'call.hidden',
  'call.unhidden',
  'call.erased',
]);

/** What is known of a type; null for a word that is none. */
export function specOf(type: string): AnyDefinedEvent | null {
  if (Object.hasOwn(EVENT_SPECS, type)) return EVENT_SPECS[type as NamedEventType] as unknown as AnyDefinedEvent;
  return CUSTOM_TYPE.test(type) ? (custom as unknown as AnyDefinedEvent) : null;
}

/** A spec whose type is not known while compiling. */
export type AnyDefinedEvent = DefinedEvent<EventEnvelope<string, object, number>>;

export * from './by-the-service';
export * from './call-analyzed';
export * from './call-ended';
export * from './call-initiated';
export * from './call-started';
export * from './call-status-changed';
export * from './cost-recorded';
export * from './custom';
export * from './error-raised';
export * from './interruption-detected';
export * from './latency-recorded';
export * from './recording-available';
export * from './tool';
export * from './transcript';
export * from './turn-completed';
export * from './turn-started';
export * from './usage-recorded';
