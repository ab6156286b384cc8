/** What was erased, as the service tells it and as it is told of files. */
export interface EraseResult {
  readonly call_ids: readonly string[];
  /** Events that lost something. */
  readonly events: number;
}
