import { DamagedLogError, OverloadedError } from '@callscope/event-log';
import type { Logger } from 'pino';
import { problemOf } from './http-problem';
import { FailureReport } from './problem.report';

describe('FailureReport', () => {
  let now: number;
  let lines: Record<string, unknown>[];
  let fail: (error: unknown) => void;

  beforeEach(() => {
    now = 0;
    lines = [];
    const say = (facts: object, msg: string) => void lines.push({ ...facts, msg });
    const report = new FailureReport({ error: say, warn: say } as unknown as Logger, () => now);
    fail = (error) => {
      report.failed(error, problemOf(error), 'r-1');
    };
  });

  it('says each failure of ours, with the error', () => {
    const error = new TypeError('no such stage');
    fail(error);
    fail(error);
    const line = { code: 'internal_error', request_id: 'r-1', err: error, msg: 'a request failed' };
    expect(lines).toEqual([line, line]);
  });

  it('says "not now" at once, and then every ten seconds how often', () => {
    const overloaded = new OverloadedError({ events: 65_536, bytes: 1 });
    for (now = 0; now < 20_000; now += 100) fail(overloaded);
    expect(lines).toMatchObject([
      { code: 'overloaded', times: 1, reason: overloaded.message },
      { code: 'overloaded', times: 100 },
    ]);
  });

  it('tells damage apart from a full disk, and where the copy is', () => {
    fail(Object.assign(new Error('database or disk is full'), { code: 'storage_unavailable' }));
    fail(new DamagedLogError('position 2 was altered', '/copy'));
    expect(lines).toMatchObject([
      { code: 'storage_unavailable', reason: 'database or disk is full' },
      { code: 'storage_unavailable', reason: expect.stringContaining('/copy') as string },
    ]);
  });
});
