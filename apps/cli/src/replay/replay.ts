import type { Terminal } from '../terminal';
import type { Clock } from '../clock';
import { deliver } from '../service/deliver';
import { durationText } from '../duration-text';
import type { ReplayOptions } from './options';
import { play } from './player';
import { progressOn } from './progress';
import type { Recording } from './recording';
import { scheduleOf, shiftToNow, type Schedule, type ScheduledPost } from './schedule';
import { postBody, type Service } from '../service/service';
import { shiftTimes } from './shift-times';
import { speedText } from './speed';
import type { Summary } from './summary';
import { Tally } from './tally';

/** Plays a recording into the service until its end, Ctrl-C, or nobody answering any more. */
export async function replay(
  { posts, unreadable }: Recording,
  { file, url, speed, asRecorded }: ReplayOptions,
  to: Service,
  terminal: Terminal,
  clock: Clock,
): Promise<Summary> {
  const schedule = scheduleOf(posts, speed);
  const tally = new Tally();
  const startMs = clock.nowMs();
  const shiftMs = asRecorded ? 0 : shiftToNow(schedule, startMs);

  const stop = new AbortController();
  const stopListening = terminal.onInterrupt(() => stop.abort('interrupted'));
  terminal.err(`${announcement(schedule)} (${speedText(speed)})\n`);
  const progress = progressOn(terminal, posts.length);
  try {
    await play(schedule, startMs, send, clock, stop.signal);
  } finally {
    progress.stop();
    stopListening();
  }
  const wallMs = clock.nowMs() - startMs;
  const stopped = stoppedBy(stop.signal);
  const { recordingMs } = schedule;
  return {
    file,
    page: `${url}/`,
    speed,
    wallMs,
    recordingMs,
    posts: posts.length,
    ...tally.counts(),
    unreadable,
    stopped,
  };

  async function send(post: ScheduledPost): Promise<void> {
    const body = JSON.stringify(shiftTimes(post.body, shiftMs));
    const delivery = await deliver(() => postBody(to, body), clock, stop.signal);
    tally.add(post, delivery);
    progress.step();
    if (delivery.answer.kind === 'unreachable') stop.abort('unreachable');
  }
}

function announcement({ posts, recordingMs, durationMs }: Schedule): string {
  return `replay ${posts.length} posts, ${durationText(recordingMs)} of recording in ${durationText(durationMs)}`;
}

function stoppedBy({ aborted, reason }: AbortSignal): Summary['stopped'] {
  if (!aborted) return null;
  return reason === 'unreachable' ? 'unreachable' : 'interrupted';
}
