import { DamagedLogError, type TrimOutcome } from '@callscope/event-log';
import type { OldCall } from '@callscope/projections';
import { retain, type RetentionParts } from './retention';
import { stepsOf } from './retention-steps';

const DAY = 86_400_000;
const NOW = 1_778_627_000_000;
const CALL_BYTES = 1_000;

function house(recordedAt: readonly number[], kept: { maxAgeMs?: number; maxBytes?: number }, damaged: string[] = []) {
  let calls = recordedAt.map((at, n): OldCall => ({ callId: `c${n}`, position: n + 1, recordedAt: at, size: 100 }));
  const steps: string[][] = [];
  let freeBytes = 0;
  const trim = (callIds: readonly string[]): Promise<TrimOutcome> => {
    if (callIds.some((id) => damaged.includes(id))) return Promise.reject(new DamagedLogError('altered'));
    steps.push([...callIds]);
    calls = calls.filter(({ callId }) => !callIds.includes(callId));
    freeBytes += callIds.length * CALL_BYTES;
    const [n, gone] = [callIds.length, { trimmedUpTo: 1, version: 1, wiped: true }];
    return Promise.resolve({ outcome: 'trimmed', calls: n, events: n, ...gone });
  };
  const parts: RetentionParts = {
    log: {
      // As beside a backup: the write-ahead log takes each call that goes once more.
      size: () => ({
        bytes: calls.length * CALL_BYTES + 3 * freeBytes,
        freeBytes,
        usedBytes: calls.length * CALL_BYTES,
      }),
      giveBack: () => {
        const given = freeBytes;
        freeBytes = 0;
        return Promise.resolve(given);
      },
    },
    calls: {
      oldestEnded: (after, limit) => Promise.resolve(calls.filter(({ position }) => position > after).slice(0, limit)),
    },
    trim,
    maxAgeMs: kept.maxAgeMs ?? null,
    maxBytes: kept.maxBytes ?? null,
    pauseMs: 0,
    stopped: () => false,
  };
  return { parts, steps, left: () => calls.map(({ callId }) => callId), freeBytes: () => freeBytes };
}

const times = (n: number, at: number): number[] => Array.from({ length: n }, () => at);

describe('retention by age', () => {
  it('lets calls go of which nothing was recorded for longer than the limit, to the tick', async () => {
    const { parts, left } = house([NOW - 30 * DAY - 1, NOW - 30 * DAY, NOW - DAY], { maxAgeMs: 30 * DAY });
    expect(await retain(parts, NOW)).toBe(1);
    expect(left()).toEqual(['c1', 'c2']);
  });

  it('goes in small steps through all that is due, and gives the room back', async () => {
    const { parts, steps, left, freeBytes } = house([...times(733, 0), NOW], { maxAgeMs: DAY });
    expect(await retain(parts, NOW)).toBe(733);
    expect(Math.max(...steps.map((step) => step.length))).toBe(50);
    expect([left(), freeBytes()]).toEqual([['c733'], 0]);
  });

  it('is not led astray by calls of a clock that ran ahead', async () => {
    const { parts, left } = house([...times(450, NOW + 365 * DAY), ...times(3, NOW - 2 * DAY)], { maxAgeMs: DAY });
    expect(await retain(parts, NOW)).toBe(3);
    expect(left()).toHaveLength(450);
  });

  it('lets the others of a step go when one is damaged', async () => {
    const { parts, left } = house(times(120, 0), { maxAgeMs: DAY }, ['c7', 'c77']);
    expect(await retain(parts, NOW)).toBe(118);
    expect(left()).toEqual(['c7', 'c77']);
  });

  it('stops between two steps when the service does', async () => {
    const { parts, steps } = house(times(500, 0), { maxAgeMs: DAY });
    await retain({ ...parts, stopped: () => steps.length >= 2 }, NOW);
    expect(steps).toHaveLength(2);
  });
});

describe('retention by size', () => {
  it('lets the oldest calls go until the rest fits', async () => {
    const { parts, left } = house(times(1_000, NOW), { maxBytes: 400 * CALL_BYTES });
    await retain(parts, NOW);
    expect(left()).toHaveLength(400);
    expect(left()[0]).toBe('c600');
  });

  it('leaves all as it is while it fits', async () => {
    const { parts, left } = house(times(10, 0), { maxBytes: 10 * CALL_BYTES });
    expect(await retain(parts, NOW)).toBe(0);
    expect(left()).toHaveLength(10);
  });
});

describe('a step', () => {
  it('holds as many calls as are quickly trimmed, at least one', () => {
    const sizes = [600_000, 300_000, 200_000, 5_000_000, 10];
    const calls = sizes.map((size, n): OldCall => ({ callId: `c${n}`, position: n, recordedAt: 0, size }));
    expect(stepsOf(calls).map((step) => step.length)).toEqual([2, 1, 1, 1]);
  });
});
