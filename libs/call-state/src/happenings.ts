import type {
  ErrorRaised,
  InterruptionDetected,
  RecordingAvailable,
  StoredEnvelope,
  StoredEvent,
} from '@callscope/call-events';
import type { CallError, Happening, Interruption, Recording } from './call-detail';
import { byTime, momentOf } from './chronology';

/** What happened beside the talk: one entry for each event, since each is a fact of its own. */
export interface Happenings {
  readonly interruptions: readonly Interruption[];
  readonly errors: readonly CallError[];
  readonly recordings: readonly Recording[];
}

export function happenings(events: readonly StoredEvent[]): Happenings {
  const interruptions: Interruption[] = [];
  const errors: CallError[] = [];
  const recordings: Recording[] = [];
  for (const event of events) {
    if (event.type === 'interruption.detected') interruptions.push(interruption(event));
    else if (event.type === 'error.raised') errors.push(callError(event));
    else if (event.type === 'recording.available') recordings.push(recording(event));
  }
  const order = byTime<Happening>(({ at }) => at);
  return { interruptions: interruptions.sort(order), errors: errors.sort(order), recordings: recordings.sort(order) };
}

type Told = (InterruptionDetected | ErrorRaised | RecordingAvailable) & StoredEnvelope;

function placeOf(event: Told): Happening {
  return { turn: event.data.turn ?? null, at: momentOf(event), position: event.position };
}

function interruption(event: InterruptionDetected & StoredEnvelope): Interruption {
  const { kind, detection_ms, halt_ms } = event.data;
  return { kind, detection_ms: detection_ms ?? null, halt_ms: halt_ms ?? null, ...placeOf(event) };
}

function callError(event: ErrorRaised & StoredEnvelope): CallError {
  // Of an erased event even what is required may be gone.
  const data: Partial<ErrorRaised['data']> = event.data;
  return {
    component: data.component ?? null,
    code: data.code ?? null,
    message: data.message ?? null,
    fatal: data.fatal ?? null,
    ...placeOf(event),
  };
}

function recording(event: RecordingAvailable & StoredEnvelope): Recording {
  const { url, recording_id, duration_ms, channels, format } = event.data;
  return {
    url: url ?? null,
    recording_id: recording_id ?? null,
    duration_ms: duration_ms ?? null,
    channels: channels ?? null,
    format: format ?? null,
    ...placeOf(event),
  };
}
