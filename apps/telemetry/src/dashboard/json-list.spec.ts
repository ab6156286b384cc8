import { jsonList } from './json-list';

it.each([[[]], [[{ a: 1 }]], [[{ a: 'é' }, { b: [2] }, {}]]])(
  'writes down %j as JSON.stringify does',
  async (items) => {
    expect((await jsonList(items)).toString()).toBe(JSON.stringify(items));
  },
);

it('stands where it is told to stand', async () => {
  const list = await jsonList(new Set([{ a: 1 }]), ['{"data":', ',"n":1}']);
  expect(JSON.parse(list.toString())).toEqual({ data: [{ a: 1 }], n: 1 });
});

it('lets others have their turn while a long list is written down', async () => {
  let isTurnOver = false;
  setImmediate(() => (isTurnOver = true));
  const seen: boolean[] = [];
  /** Takes its time, as a large report does. */
  const toJSON = (): object => {
    const until = performance.now() + 2;
    while (performance.now() < until) seen.push(isTurnOver);
    return {};
  };
  await jsonList(Array.from({ length: 20 }, () => ({ toJSON })));
  expect([seen[0], seen.at(-1)]).toEqual([false, true]);
});
