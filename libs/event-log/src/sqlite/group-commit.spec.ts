import { setImmediate as nextTurn } from 'node:timers/promises';
import type { EventRow } from '../encoding/event-row';
import { OverloadedError, StorageUnavailableError } from '../errors';
import { GroupCommit } from './group-commit';
import type { CommitResult } from './log-writer';
import { GROUP_LIMIT, WAITING_LIMIT } from './waiting-appends';

function row(id: string): EventRow {
  const nothing = { occurred_at: null, source: null, personal: null };
  return {
    event_id: id,
    call_id: 'call',
    type: 'call.ended',
    v: 1,
    data: '{}',
    fingerprint: '',
    ...nothing,
  };
}

/** A disk that finishes a commit only when it is told to. */
class SlowDisk {
  readonly commits: string[][] = [];
  readonly announced: string[][] = [];
  readonly #running: ((error?: Error) => void)[] = [];
  #head = 0;

  readonly groups = new GroupCommit(
    (rows) => {
      this.commits.push(rows.map(({ event_id: id }) => id));
      return new Promise((resolve, reject) => {
        this.#running.push((error) => {
          if (error) reject(error);
          else resolve(this.#result(rows));
        });
      });
    },
    (rows) => this.announced.push(rows.map(({ event_id: id }) => id)),
  );

  append(...ids: string[]): Promise<readonly number[]> {
    return this.groups.append(ids.map(row)).then((outcomes) => outcomes.map(({ position }) => position));
  }

  /** The oldest commit that runs. */
  finish(error?: Error): void {
    const finish = this.#running.shift();
    if (!finish) throw new Error('no commit is running');
    finish(error);
  }

  #result(rows: readonly EventRow[]): CommitResult {
    const outcomes = rows.map(() => ({ outcome: 'accepted' as const, position: (this.#head += 1) }));
    return { outcomes, recordedAt: 0, head: this.#head };
  }
}

describe('GroupCommit', () => {
  let disk: SlowDisk;
  beforeEach(() => {
    disk = new SlowDisk();
  });

  it('commits at once what finds the disk idle', async () => {
    const append = disk.append('a', 'b');
    expect(disk.commits).toEqual([['a', 'b']]);
    disk.finish();
    await expect(append).resolves.toEqual([1, 2]);
  });

  it('makes one group of all that arrives during a commit', async () => {
    const first = disk.append('first');
    const others = Array.from({ length: 31 }, (_, index) => disk.append(`${index}`));
    expect(disk.commits).toEqual([['first']]);
    disk.finish();
    await first;
    expect(disk.commits.slice(1)).toEqual([others.map((_, index) => `${index}`)]);
    disk.finish();
    await expect(Promise.all(others)).resolves.toEqual(others.map((_, index) => [index + 2]));
    expect(disk.commits).toHaveLength(2);
  });

  it('hands a second group over while the first is written, when it is worth a sync of its own', async () => {
    const appends = Array.from({ length: 1 + 32 + 40 }, (_, index) => disk.append(`${index}`));
    expect(disk.commits.map((rows) => rows.length)).toEqual([1, 32]);
    disk.finish();
    await appends[0];
    expect(disk.commits.map((rows) => rows.length)).toEqual([1, 32, 40]);
    disk.finish();
    disk.finish();
    await expect(Promise.all(appends)).resolves.toEqual(appends.map((_, index) => [index + 1]));
    expect(disk.announced.map((rows) => rows.length)).toEqual([1, 32, 40]);
  });

  it('gives each append of a group the outcomes of its own events', async () => {
    const first = disk.append('a');
    const waiting = [disk.append('b', 'c'), disk.append(), disk.append('d'), disk.append('e', 'f', 'g')];
    disk.finish();
    await first;
    disk.finish();
    await expect(Promise.all(waiting)).resolves.toEqual([[2, 3], [], [4], [5, 6, 7]]);
  });

  it('rejects exactly the group of a failed commit, and goes on with the next', async () => {
    const lost = Promise.allSettled([disk.append('a')]);
    const kept = [disk.append('b'), disk.append('c')];
    const full = new Error('disk full');
    disk.finish(full);
    const [outcome] = await lost;
    expect(outcome).toMatchObject({ status: 'rejected', reason: { code: 'storage_unavailable', cause: full } });
    disk.finish();
    await expect(Promise.all(kept)).resolves.toEqual([[1], [2]]);
    expect([disk.commits, disk.announced]).toEqual([[['a'], ['b', 'c']], [['b', 'c']]]);
  });

  it('rejects every append of a group that fails', async () => {
    const first = disk.append('a');
    const group = Promise.allSettled([disk.append('b'), disk.append('c', 'd')]);
    disk.finish();
    await first;
    disk.finish(new Error('no space'));
    for (const outcome of await group) {
      expect(outcome).toMatchObject({ status: 'rejected', reason: expect.any(StorageUnavailableError) });
    }
    const next = disk.append('e');
    disk.finish();
    await expect(next).resolves.toEqual([2]);
  });

  it('announces a group before it answers it', async () => {
    const append = disk.groups.append([row('a')]).then(() => disk.announced.length);
    disk.finish();
    await expect(append).resolves.toBe(1);
  });

  it.each([0, 1, 2, 3, 4, 5, 6])('commits an append that comes %i ticks after an answer', async (ticks) => {
    const first = disk.groups.append([row('a')]);
    disk.finish();
    await first;
    for (let tick = 0; tick < ticks; tick++) await Promise.resolve();
    const second = disk.append('b');
    for (let tick = 0; tick < 8; tick++) await Promise.resolve();
    expect(disk.commits).toEqual([['a'], ['b']]);
    disk.finish();
    await expect(second).resolves.toEqual([2]);
  });

  it('has closed only when the last commit is done', async () => {
    const done: string[] = [];
    const append = disk.append('a').then(() => done.push('answered'));
    const closed = disk.groups.close().then(() => done.push('closed'));
    await nextTurn();
    expect(done).toEqual([]);
    disk.finish();
    await Promise.all([append, closed]);
    expect(done.sort()).toEqual(['answered', 'closed']);
  });

  it('commits what waits when it closes, and refuses what comes later', async () => {
    const appends = [disk.append('a'), disk.append('b')];
    const closed = disk.groups.close();
    await expect(disk.append('c')).rejects.toThrow(StorageUnavailableError);
    disk.finish();
    await appends[0];
    disk.finish();
    await closed;
    await expect(Promise.all(appends)).resolves.toEqual([[1], [2]]);
    expect(disk.commits).toEqual([['a'], ['b']]);
  });

  describe('when the disk does not keep up', () => {
    const appendMany = (count: number) =>
      disk.groups.append(Array.from({ length: count }, (_, index) => row(`${index}`)));

    it('refuses what is too much, and stores all that it took', async () => {
      const running = [disk.append('first'), appendMany(32)];
      const taken = appendMany(WAITING_LIMIT.events - 1);
      const fits = disk.append('fits');
      await expect(disk.append('too much')).rejects.toThrow(OverloadedError);
      await expect(disk.append('too much')).rejects.toMatchObject({ code: 'overloaded' });
      disk.finish();
      disk.finish();
      await Promise.all(running);
      disk.finish();
      await expect(taken).resolves.toHaveLength(WAITING_LIMIT.events - 1);
      const again = disk.append('there is room again');
      disk.finish();
      await fits;
      disk.finish();
      await expect(again).resolves.toHaveLength(1);
      expect(disk.commits.flat()).toHaveLength(32 + WAITING_LIMIT.events + 2);
      expect(disk.commits.flat()).not.toContain('too much');
    });

    it('counts what waits in bytes, too', async () => {
      const large = (id: string): EventRow[] => [{ ...row(id), personal: 'x'.repeat(WAITING_LIMIT.bytes / 2 - 1_000) }];
      void disk.append('first');
      void appendMany(32);
      void disk.groups.append(large('a'));
      void disk.groups.append(large('b'));
      await expect(disk.groups.append(large('c'))).rejects.toMatchObject({ code: 'overloaded' });
      void disk.append('small');
    });

    it('takes an append of any size when nothing else waits', async () => {
      const append = appendMany(WAITING_LIMIT.events * 2);
      disk.finish();
      await expect(append).resolves.toHaveLength(WAITING_LIMIT.events * 2);
    });

    it('commits whole appends, as many as make a good transaction', async () => {
      const first = disk.append('first');
      const size = GROUP_LIMIT.events / 2 - 1;
      const second = appendMany(32);
      const appends = [1, 2, 3].map(() => appendMany(size));
      disk.finish();
      await first;
      disk.finish();
      await second;
      disk.finish();
      await appends[1];
      await nextTurn();
      disk.finish();
      await appends[2];
      expect(disk.commits.map(({ length }) => length)).toEqual([1, 32, size * 2, size]);
    });
  });

  it('closes at once when nothing was ever appended', async () => {
    await expect(disk.groups.close()).resolves.toBeUndefined();
  });
});
