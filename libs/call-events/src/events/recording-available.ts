import type { EventEnvelope } from '../envelope';
import { defineEvent } from '../event-spec';
import { durationMs, integer, text } from '../guard/rule';
import { name } from '../guard/shared-fields';

export interface RecordingAvailableData {
  /** Personal: where the recording lies. */
  readonly url?: string;
  readonly recording_id?: string;
  readonly duration_ms?: number;
  readonly channels?: number;
  readonly format?: string;
  /** The turn that was recorded, where it is not the whole call. */
  readonly turn?: number;
}

/** A recording of the call can be had. */
export type RecordingAvailable = EventEnvelope<'recording.available', RecordingAvailableData>;

export const recordingAvailable = defineEvent<RecordingAvailable>({
  type: 'recording.available',
  personal: ['url'],
  fields: {
    optional: { url: text(4_096), recording_id: name, duration_ms: durationMs, channels: integer(1, 64), format: name },
  },
  example: () => ({
    id: 'call-1:recording:r1',
    type: 'recording.available',
    v: 1,
    call_id: 'call-1',
    occurred_at: 1_778_627_040_000,
    data: { recording_id: 'r1', url: 'https://recordings.example/r1.wav', duration_ms: 24_000, channels: 2 },
  }),
});
