import { setImmediate as nextTurn } from 'node:timers/promises';
import type { StoredEvent } from '@callscope/call-events';
import fc from 'fast-check';
import { Subject } from 'rxjs';
import { RUNS } from '../../call-events/src/testing';
import { follow, type Followed } from './follow';
import { anEnd } from './testing/events';

/** A log in memory that gives short pages when it likes, and whose positions may have gaps. */
class SmallLog implements Followed {
  readonly events: StoredEvent[] = [];
  readonly committed = new Subject<readonly StoredEvent[]>();
  isClosed = false;
  #top = 0;

  constructor(private readonly pageSizes: readonly number[] = [500]) {}

  commit(...gaps: readonly number[]): void {
    const batch = gaps.map((gap): StoredEvent => {
      this.#top += 1 + gap;
      return { ...anEnd(`call-${this.#top}`), position: this.#top, recorded_at: 0 };
    });
    this.events.push(...batch);
    this.committed.next(batch);
  }

  /** Whole calls are gone from the log, its head stays. */
  trim(): void {
    this.events.length = 0;
  }

  head(): number {
    return this.#top;
  }

  ended(): boolean {
    return this.isClosed;
  }

  read(after: number, limit: number): readonly StoredEvent[] {
    const size = this.pageSizes[after % this.pageSizes.length]!;
    return this.events.filter(({ position }) => position > after).slice(0, Math.min(limit, size));
  }
}

function seenBy(log: SmallLog, after: number): number[] {
  const seen: number[] = [];
  follow(log, after).subscribe((events) => seen.push(...events.map(({ position }) => position)));
  return seen;
}

const commit = fc.record({ what: fc.constant('commit' as const), gaps: fc.array(fc.nat(2), { maxLength: 6 }) });
const begin = fc.record({ what: fc.constant('follow' as const), after: fc.nat(40) });
const turn = fc.record({ what: fc.constant('turn' as const) });
const story = fc.array(fc.oneof(commit, begin, turn), { maxLength: 40 });
const pageSizes = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 4 });

describe('follow', () => {
  it('tells everything above its beginning once and in order, wherever history and live meet', async () => {
    await fc.assert(
      fc.asyncProperty(story, pageSizes, async (steps, sizes) => {
        const log = new SmallLog(sizes);
        const followers: { after: number; seen: number[] }[] = [];
        for (const step of steps) {
          if (step.what === 'commit') log.commit(...step.gaps);
          else if (step.what === 'follow') followers.push({ after: step.after, seen: seenBy(log, step.after) });
          else await nextTurn();
        }
        // The longest history is read in as many turns as it has events.
        for (const _event of log.events) await nextTurn();
        await nextTurn();
        for (const { after, seen } of followers) {
          expect(seen).toEqual(log.events.map(({ position }) => position).filter((position) => position > after));
        }
      }),
      RUNS,
    );
  });

  it('steps over to live when all history above it was trimmed', async () => {
    const log = new SmallLog();
    log.commit(0, 0, 0);
    log.trim();
    const seen = seenBy(log, 1);
    await nextTurn();
    await nextTurn();
    log.commit(0);
    expect(seen).toEqual([4]);
  });

  it('reads one page at most in one turn of the event loop', async () => {
    const log = new SmallLog([2]);
    log.commit(0, 0, 0, 0, 0);
    const seen = seenBy(log, 0);
    const counts = [seen.length];
    for (let turns = 0; turns < 2; turns++) {
      await nextTurn();
      counts.push(seen.length);
    }
    expect(counts).toEqual([2, 4, 5]);
  });

  it('ends without an error, and reads no more, when the log is closed amid its history', async () => {
    const log = new SmallLog([1]);
    log.commit(0, 0, 0);
    const read = jest.spyOn(log, 'read');
    const ends: string[] = [];
    follow(log, 0).subscribe({ complete: () => ends.push('complete'), error: () => ends.push('error') });
    log.isClosed = true;
    await nextTurn();
    await nextTurn();
    expect([ends, read.mock.calls.length]).toEqual([['complete'], 1]);
  });

  it('tells a failing read to its follower', async () => {
    const log = new SmallLog([1]);
    log.commit(0, 0);
    const errors: unknown[] = [];
    follow(log, 0).subscribe({ error: (error: unknown) => errors.push(error) });
    const broken = new Error('the disk is gone');
    jest.spyOn(log, 'read').mockImplementation(() => {
      throw broken;
    });
    await nextTurn();
    expect(errors).toEqual([broken]);
  });

  it('reads no more for a follower that has left', async () => {
    const log = new SmallLog([1]);
    log.commit(0, 0, 0);
    const read = jest.spyOn(log, 'read');
    follow(log, 0).subscribe().unsubscribe();
    await nextTurn();
    await nextTurn();
    expect(read).toHaveBeenCalledTimes(1);
  });

  it.each([
    ['history', [0, 0, 0]],
    ['live', []],
  ])('leaves nothing behind in the log when a follower leaves during %s', async (_when, gaps) => {
    const log = new SmallLog([1]);
    log.commit(...gaps);
    const following = follow(log, 0).subscribe();
    following.unsubscribe();
    await nextTurn();
    expect(log.committed.observed).toBe(false);
  });
});
