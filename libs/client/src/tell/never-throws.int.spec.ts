import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeTempFolder } from '../../../../test/support/temp-folder';
import { words } from '../testing/words';
import { producer } from './producer';
import type { ToldEvent } from './told-event';

describe('never throws into its caller', () => {
  const throws = (error: unknown) => () => {
    throw error;
  };
  const circle: { self?: object } = {};
  circle.self = circle;
  const causes: { cause?: object } = {};
  causes.cause = causes;
  const strange: readonly [string, unknown][] = [
    ['circular data', { ...words(0), data: circle }],
    ['a BigInt', { ...words(0), data: { role: 'user', text: 1n } }],
    [
      'a getter that throws',
      Object.defineProperty({ ...words(0) }, 'data', { enumerable: true, get: throws(new Error()) }),
    ],
    [
      'a getter that throws nothing',
      { ...words(0), data: Object.defineProperty({}, 'text', { enumerable: true, get: throws(null) }) },
    ],
    ['an error that goes round', { ...words(0), data: { toJSON: throws(causes) } }],
    ['a toJSON that gives nothing', { ...words(0), toJSON: () => undefined }],
    ['a proxy that was taken back', revoked()],
    ['data too deep', { ...words(0), data: deep(100_000) }],
    ['no event', null],
    ['more than 1 MiB', words(0, 'x'.repeat(1_100_000))],
  ];

  it.each(strange)('for %s', async (_, event) => {
    const refused = jest.fn(throws(new Error('of the caller')));
    const file = join(await makeTempFolder(), 'outbox.ndjson');
    for (const outbox of ['memory', { file }] as const) {
      const one = producer({ url: 'http://127.0.0.1:9', outbox, onRefused: refused });
      one.tell(event as ToldEvent);
      expect([one.waiting, one.dropped]).toEqual([0, 0]);
      await one.close(0);
    }
    expect(refused).toHaveBeenCalledTimes(2);
    expect(await readFile(file, 'utf8')).toBe('');
  });

  function revoked(): object {
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    return proxy;
  }

  function deep(levels: number): object {
    let data = {};
    for (let n = 0; n < levels; n += 1) data = { data };
    return data;
  }
});
