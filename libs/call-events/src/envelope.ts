/** Who told us: the agent framework and the adapter here that took it in. */
export interface EventSource {
  readonly framework: string;
  readonly adapter: string;
  readonly sdk?: string;
  readonly version?: string;
}

/**
 * One fact about one call, as it is appended: never changed afterwards.
 * `id` is the idempotency key, `occurred_at` the producer's clock in epoch ms, absent when it told no time.
 */
export interface EventEnvelope<Type extends string, Data, Version extends number = 1> {
  readonly id: string;
  readonly type: Type;
  /** The version of `data`. The log gives older ones back in the current form. */
  readonly v: Version;
  readonly call_id: string;
  readonly occurred_at?: number;
  readonly source?: EventSource;
  readonly data: Data;
}

/** What the log adds: its place in commit order, and our clock when it was committed (epoch ms). */
export interface StoredEnvelope {
  readonly position: number;
  readonly recorded_at: number;
  /** What told of a person was taken out of the event, for ever. */
  readonly erased?: true;
}
