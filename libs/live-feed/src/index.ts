export { type EventFilter, filteredPage } from './filtered-page';
export { cursorOf, readCursor } from './cursor';
export { LiveBoard } from './live-board';
export type * from './live-frames';
export { type EventEncoder, LogFeed } from './log-feed';
export type { Parcel } from './parcel';
export { REVOKED, type SseConnection } from './sse-connection';
export { SseHub, StoppingError, type StreamName } from './sse-hub';
export { MAX_STREAMS, maxStreams } from './stream-limit';
