import { play } from './player';
import { scheduleOf } from './schedule';
import { aPost } from './testing/a-post';
import { fakeClock } from '../testing/fake-clock';

const never = new AbortController().signal;
const settled = () => new Promise(setImmediate);

describe('play', () => {
  it('sends each post when it is due', async () => {
    const clock = fakeClock();
    const startMs = clock.nowMs();
    const sent: [number, number][] = [];
    const schedule = scheduleOf([aPost(0, 'a', 1), aPost(4_000, 'b', 2), aPost(10_000, 'a', 3)], 2);
    await play(schedule, startMs, async ({ line }) => void sent.push([line, clock.nowMs() - startMs]), clock, never);
    expect(sent).toEqual([
      [1, 0],
      [2, 2_000],
      [3, 5_000],
    ]);
  });

  it('sends the next post of a call only after the answer to the one before, other calls beside it', async () => {
    const steps: string[] = [];
    const answers: (() => void)[] = [];
    const schedule = scheduleOf([aPost(0, 'a', 1), aPost(1, 'a', 2), aPost(2, 'b', 3), aPost(3, 'a', 4)], Infinity);
    const clock = fakeClock();
    const send = async ({ line }: { line: number }): Promise<void> => {
      steps.push(`send ${line}`);
      if (line === 1) await new Promise<void>((resolve) => answers.push(resolve));
      steps.push(`answer ${line}`);
    };
    const playing = play(schedule, clock.nowMs(), send, clock, never);
    await settled();
    expect(steps).toEqual(['send 1', 'send 3', 'answer 3']);
    answers[0]!();
    await playing;
    expect(steps.slice(3)).toEqual(['answer 1', 'send 2', 'answer 2', 'send 4', 'answer 4']);
  });

  it('has at most eight posts in flight, and sends all', async () => {
    let inFlight = 0;
    let most = 0;
    let sent = 0;
    const posts = Array.from({ length: 50 }, (_, index) => aPost(index, `call ${index}`, index + 1));
    const clock = fakeClock();
    const send = async (): Promise<void> => {
      inFlight += 1;
      most = Math.max(most, inFlight);
      await settled();
      inFlight -= 1;
      sent += 1;
    };
    await play(scheduleOf(posts, Infinity), clock.nowMs(), send, clock, never);
    expect({ most, sent }).toEqual({ most: 8, sent: 50 });
  });

  it('sends nothing more once stopped, and waits for what is in flight', async () => {
    const stop = new AbortController();
    const answered: number[] = [];
    const clock = fakeClock();
    const send = async ({ line }: { line: number }): Promise<void> => {
      await settled();
      stop.abort();
      await settled();
      answered.push(line);
    };
    // The second waits for the first when the stop comes, the last is not yet due.
    const posts = [aPost(0, 'a', 1), aPost(0, 'a', 2), aPost(0, 'a', 3), aPost(9_000, 'a', 4)];
    await play(scheduleOf(posts, 1), clock.nowMs(), send, clock, stop.signal);
    expect(answered).toEqual([1]);
  });

  it('lets posts that name no call wait for nobody', async () => {
    const sent: number[] = [];
    const clock = fakeClock();
    const playing = play(
      scheduleOf([aPost(0, undefined, 1), aPost(1, undefined, 2)], Infinity),
      clock.nowMs(),
      async ({ line }) => {
        sent.push(line);
        while (sent.length < 2) await settled();
      },
      clock,
      never,
    );
    await playing;
    expect(sent).toEqual([1, 2]);
  });
});
