/** One row a call that has not ended. Key: the call id. What it shows of the call is read from `calls`. */
export interface ActiveCallsRow {
  /** Epoch ms. */
  readonly begun_at: number;
  /** When something was last recorded of it, by our clock; epoch ms. */
  readonly last_recorded_at: number;
}
