import { PacedRead } from './paced-read';

/** A service that answers when the test says so. */
function reader() {
  const asked: { key: string; signal: AbortSignal; answer: (text: string) => Promise<void> }[] = [];
  const answers: string[] = [];
  let hidden = false;
  const read = new PacedRead<string>({
    everyMs: 10_000,
    hidden: () => hidden,
    onanswer: (answer) => answers.push(answer),
  });
  const want = (key: string): void =>
    read.want(key, (signal) => {
      let resolve: (text: string) => void = () => undefined;
      const promise = new Promise<string>((done) => (resolve = done));
      const answer = async (text: string): Promise<void> => {
        resolve(text);
        await promise;
      };
      asked.push({ key, signal, answer });
      return promise;
    });
  return { read, want, asked, answers, hide: (is: boolean) => (hidden = is) };
}

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

describe(PacedRead.name, () => {
  it('reads what is wanted at once, and the same only once', () => {
    const { want, asked } = reader();
    want('24h');
    want('24h');
    expect(asked.map(({ key }) => key)).toEqual(['24h']);
  });

  it('gives up what was wanted before, and drops its answer', async () => {
    const { want, asked, answers } = reader();
    want('24h');
    want('7d');
    expect(asked[0]?.signal.aborted).toBe(true);
    await asked[1]?.answer('new');
    await asked[0]?.answer('old');
    expect(answers).toEqual(['new']);
  });

  it('reads anew at most every 10 s, however often something changes', async () => {
    const { read, want, asked } = reader();
    want('24h');
    await asked[0]?.answer('a');
    for (let i = 0; i < 50; i++) read.changed();
    jest.advanceTimersByTime(9_999);
    expect(asked).toHaveLength(1);
    jest.advanceTimersByTime(1);
    expect(asked).toHaveLength(2);
    await asked[1]?.answer('b');
    jest.advanceTimersByTime(60_000);
    expect(asked).toHaveLength(2);
  });

  it('never has two reads under way, and reads once more for what changed meanwhile', async () => {
    const { read, want, asked } = reader();
    want('24h');
    read.changed();
    jest.advanceTimersByTime(30_000);
    expect(asked).toHaveLength(1);
    await asked[0]?.answer('late');
    jest.advanceTimersByTime(0);
    expect(asked).toHaveLength(2);
  });

  it('reads nothing while nobody looks, and once when somebody does', async () => {
    const { read, want, asked, hide } = reader();
    want('24h');
    await asked[0]?.answer('a');
    hide(true);
    read.changed();
    jest.advanceTimersByTime(60_000);
    expect(asked).toHaveLength(1);
    hide(false);
    read.wake();
    jest.advanceTimersByTime(0);
    expect(asked).toHaveLength(2);
  });

  it('keeps still once stopped', async () => {
    const { read, want, asked, answers } = reader();
    want('24h');
    read.stop();
    expect(asked[0]?.signal.aborted).toBe(true);
    await asked[0]?.answer('late');
    expect(answers).toEqual([]);
  });
});
