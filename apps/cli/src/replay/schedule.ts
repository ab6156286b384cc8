import type { RecordedPost } from './recording';
import type { Speed } from './speed';

export interface ScheduledPost extends RecordedPost {
  /** Wall time from the start of the replay. */
  readonly dueAfterMs: number;
}

export interface Schedule {
  readonly posts: readonly ScheduledPost[];
  readonly firstAtMs: number;
  readonly recordingMs: number;
  /** Wall time from the first to the last post. */
  readonly durationMs: number;
}

/** When each post goes: as recorded, divided by the speed. The posts must be in the order of their time. */
export function scheduleOf(posts: readonly RecordedPost[], speed: Speed): Schedule {
  const firstAtMs = posts[0]?.atMs ?? 0;
  const recordingMs = (posts.at(-1)?.atMs ?? firstAtMs) - firstAtMs;
  return {
    posts: posts.map((post) => ({ ...post, dueAfterMs: (post.atMs - firstAtMs) / speed })),
    firstAtMs,
    recordingMs,
    durationMs: recordingMs / speed,
  };
}

/**
 * The constant, in whole milliseconds, that lays the last post of the recording on the end of the replay.
 * A replay slower than the recording starts now instead: else its first calls would carry times yet to come.
 */
export function shiftToNow({ firstAtMs, recordingMs, durationMs }: Schedule, startMs: number): number {
  const spareMs = Math.min(durationMs - recordingMs, 0);
  return Math.round(startMs + spareMs - firstAtMs);
}
