/** The token under which Nest gives the hub the number of streams that may be open at the same time. */
export const MAX_STREAMS = Symbol('MAX_STREAMS');

const MOST = 1_000;

/** At most half of all connections: who brings events finds one, however many read. One reader is always let in. */
export function maxStreams(maxConnections: number): number {
  return Math.max(1, Math.min(MOST, Math.floor(maxConnections / 2)));
}
