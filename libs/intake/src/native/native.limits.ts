/** Bytes of one event as it is sent; one that is derived from a compatible body may be larger. */
export const MAX_EVENT_BYTES = 1_048_576;

/** Events of one JSON batch. NDJSON has no such limit. */
export const MAX_BATCH_EVENTS = 10_000;

/** One sentence for both ways to send an event that is too large. */
export const EVENT_TOO_LARGE = 'an event must not pass 1 MiB';
