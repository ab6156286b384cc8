import fc from 'fast-check';
import { scheduleOf, shiftToNow } from './schedule';
import { aPost, RECORDED_AT_MS } from './testing/a-post';

const posts = [aPost(0, 'a', 1), aPost(30_000, 'b', 2), aPost(60_000, 'a', 3)];
const NOW_MS = 1_800_000_000_000;

describe('scheduleOf', () => {
  it('divides the recorded times by the speed', () => {
    const schedule = scheduleOf(posts, 20);
    expect(schedule.posts.map((post) => post.dueAfterMs)).toEqual([0, 1_500, 3_000]);
    expect(schedule).toMatchObject({ firstAtMs: RECORDED_AT_MS, recordingMs: 60_000, durationMs: 3_000 });
  });

  it('waits for nothing at max speed', () => {
    const schedule = scheduleOf(posts, Infinity);
    expect(schedule.posts.map((post) => post.dueAfterMs)).toEqual([0, 0, 0]);
    expect(schedule).toMatchObject({ recordingMs: 60_000, durationMs: 0 });
  });

  it('is empty for a recording without posts', () => {
    expect(scheduleOf([], 20)).toEqual({ posts: [], firstAtMs: 0, recordingMs: 0, durationMs: 0 });
  });
});

describe('shiftToNow', () => {
  it('lays the last post on the end of the replay', () => {
    const shiftMs = shiftToNow(scheduleOf(posts, 20), NOW_MS);
    expect(RECORDED_AT_MS + 60_000 + shiftMs).toBe(NOW_MS + 3_000);
  });

  it('lays the last post on now at max speed', () => {
    expect(RECORDED_AT_MS + 60_000 + shiftToNow(scheduleOf(posts, Infinity), NOW_MS)).toBe(NOW_MS);
  });

  it('is whole milliseconds and dates no post later than it is sent, whatever the speed', () => {
    const speeds = fc.double({ min: 0.01, max: 1_000, noNaN: true });
    const times = fc.array(fc.integer({ min: 0, max: 1e8 }), { minLength: 1 });
    fc.assert(
      fc.property(times, speeds, (afterMs, speed) => {
        const schedule = scheduleOf(
          afterMs.sort((a, b) => a - b).map((ms) => aPost(ms)),
          speed,
        );
        const shiftMs = shiftToNow(schedule, NOW_MS);
        expect(Number.isInteger(shiftMs)).toBe(true);
        for (const { atMs, dueAfterMs } of schedule.posts)
          expect(atMs + shiftMs).toBeLessThanOrEqual(NOW_MS + dueAfterMs + 1);
      }),
    );
  });
});
