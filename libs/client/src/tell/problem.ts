/** Why an event was refused for good. It quotes nothing that was sent. */
export interface Problem {
  /** As in the answers of the service, like `invalid_field`; `not_json` when the event could not be made text. */
  readonly code: string;
  readonly message: string;
  /** Path of the field, as `data.latency.stt_ms`. */
  readonly field?: string;
}
