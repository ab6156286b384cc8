import { ReadQueue } from './read-queue';

let queue: ReadQueue<string>;

beforeEach(() => {
  queue = new ReadQueue((item) => item);
});

async function all(): Promise<string[]> {
  const found: string[] = [];
  queue.add('the end', 'later');
  for (let item = await queue.next(); item !== null && item !== 'the end'; item = await queue.next()) found.push(item);
  return found;
}

it('gives what is asked for now before what is only looked at again', async () => {
  queue.add('old', 'later');
  queue.add('new', 'now');
  expect(await all()).toEqual(['new', 'old']);
});

it('gives each once, as early as anybody asked for it', async () => {
  queue.add('a', 'later');
  queue.add('b', 'later');
  queue.add('b', 'now');
  queue.add('b', 'later');
  queue.add('b', 'now');
  expect(await all()).toEqual(['b', 'a']);
});

it('waits for the next one, and for its end', async () => {
  const next = queue.next();
  queue.add('a', 'now');
  expect(await next).toBe('a');
  const none = queue.next();
  queue.end();
  expect(await none).toBeNull();
  queue.add('b', 'now');
  expect(await queue.next()).toBeNull();
});
