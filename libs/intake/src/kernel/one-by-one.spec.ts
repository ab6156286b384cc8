import { OneByOne } from './one-by-one';

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

function held() {
  let open: (value: string) => void = () => undefined;
  let fail: (error: Error) => void = () => undefined;
  const promise = new Promise<string>((resolve, reject) => {
    open = resolve;
    fail = reject;
  });
  return { promise, open, fail };
}

it('does what is asked for under one key one after another, and for others at once', async () => {
  const queue = new OneByOne();
  const first = held();
  const begun: string[] = [];
  const job = (name: string, promise: Promise<string>) => (): Promise<string> => (begun.push(name), promise);
  const answers = [
    queue.run('a', job('a1', first.promise)),
    queue.run('a', job('a2', Promise.resolve('two'))),
    queue.run('b', job('b1', Promise.resolve('other'))),
  ];
  await settled();
  expect(begun).toEqual(['a1', 'b1']);
  first.open('one');
  expect(await Promise.all(answers)).toEqual(['one', 'two', 'other']);
  expect(begun).toEqual(['a1', 'b1', 'a2']);
});

it('goes on behind what failed, and keeps nothing once all is done', async () => {
  const queue = new OneByOne();
  const first = held();
  const failing = queue.run('a', () => first.promise);
  const next = queue.run('a', () => Promise.resolve('two'));
  first.fail(new Error('a full disk'));
  await expect(failing).rejects.toThrow('a full disk');
  expect(await next).toBe('two');
  await settled();
  expect(queue.size).toBe(0);
});
