import type { Clock } from '../clock';
import type { Schedule, ScheduledPost } from './schedule';
import { Slots } from './slots';

const MOST_IN_FLIGHT = 8;

/** Sends each post when it is due: the posts of one call strictly one after the other, others beside them. */
export async function play(
  schedule: Schedule,
  startMs: number,
  send: (post: ScheduledPost) => Promise<void>,
  clock: Clock,
  signal: AbortSignal,
): Promise<void> {
  const lanes = new Map<string, Promise<void>>();
  const slots = new Slots(MOST_IN_FLIGHT);
  for (const post of schedule.posts) {
    await clock.waitUntil(startMs + post.dueAfterMs, signal);
    await slots.take();
    if (signal.aborted) break;
    const lane = post.callId ?? `line ${post.line}`;
    const before = lanes.get(lane);
    const sent = sendAfter(before, post).finally(() => {
      slots.give();
      if (lanes.get(lane) === sent) lanes.delete(lane);
    });
    lanes.set(lane, sent);
  }
  await Promise.all(lanes.values());

  async function sendAfter(before: Promise<void> | undefined, post: ScheduledPost): Promise<void> {
    await before;
    if (!signal.aborted) await send(post);
  }
}
