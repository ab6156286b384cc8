import { setImmediate as turn } from 'node:timers/promises';
import { MAX_REST_MS, Rounds } from './rounds';

let clock: number;
let rounds: Rounds;
let told: number[];

beforeEach(() => {
  jest.useFakeTimers({ doNotFake: ['setImmediate', 'clearImmediate'] });
  clock = 0;
  told = [];
  rounds = new Rounds(() => clock);
});

afterEach(() => {
  jest.useRealTimers();
});

/** A round that takes so long. */
function taking(ms: number): () => void {
  return () => {
    told.push(clock);
    clock += ms;
  };
}

async function pass(ms: number): Promise<void> {
  clock += ms;
  jest.advanceTimersByTime(ms);
  await turn();
}

it('tells once what it was asked for several times in one turn, and not before that turn is over', async () => {
  const step = taking(0);
  for (let n = 0; n < 3; n += 1) rounds.ask(step);
  expect(told).toEqual([]);
  await turn();
  expect(told).toEqual([0]);
});

it('rests as long as the last round took: there is time for others', async () => {
  const step = taking(4);
  rounds.ask(step);
  await turn();
  rounds.ask(step);
  await pass(3);
  expect(told).toEqual([0]);
  await pass(1);
  expect(told).toEqual([0, 8]);
});

it('tells at once again when it has been quiet for long enough', async () => {
  const step = taking(4);
  rounds.ask(step);
  await turn();
  await pass(4);
  rounds.ask(step);
  await turn();
  expect(told).toEqual([0, 8]);
});

it('rests no longer than that, however long a round took', async () => {
  const step = taking(500);
  rounds.ask(step);
  await turn();
  rounds.ask(step);
  await pass(MAX_REST_MS);
  expect(told).toEqual([0, 500 + MAX_REST_MS]);
});

it('finishes what is due without waiting, and leaves no timer behind', async () => {
  const step = taking(4);
  rounds.ask(step);
  rounds.finish();
  rounds.ask(step);
  expect(jest.getTimerCount()).toBe(1);
  rounds.finish();
  expect(jest.getTimerCount()).toBe(0);
  rounds.finish();
  await pass(100);
  expect(told).toEqual([0, 4]);
});

it('leaves out who has gone, and leaves no timer behind', async () => {
  const [gone, there] = [taking(4), taking(1)];
  rounds.ask(gone);
  await turn();
  rounds.ask(gone);
  rounds.ask(there);
  rounds.leaveOut(gone);
  expect(jest.getTimerCount()).toBe(1);
  rounds.leaveOut(there);
  expect(jest.getTimerCount()).toBe(0);
  await pass(100);
  expect(told).toEqual([0]);
});
