import type { EventLog, TrimOutcome } from '@callscope/event-log';
import type { CallsQueries, OldCall, Remote, Views } from '@callscope/projections';
import { RetentionService } from './retention.service';

const NOW = 1_778_627_000_000;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A service that keeps 30 days, on a clock that is told; `due` calls are too old in the next look. */
function house() {
  let due = 0;
  let now = NOW;
  let isFailing = false;
  let isTrimmable = true;
  const scrubs: number[] = [];
  const log = {
    size: () => ({ bytes: 0, freeBytes: 0, usedBytes: 0 }),
    giveBack: () => Promise.resolve(0),
    scrub: () => Promise.resolve(),
  } as unknown as EventLog;
  const views = {
    rebuilding: false,
    trim: ({ length }: readonly string[]): Promise<TrimOutcome> => {
      if (!isTrimmable) return Promise.reject(new Error('no disk'));
      due -= length;
      const gone = { calls: length, events: length, trimmedUpTo: 1, version: 1, wiped: true };
      return Promise.resolve({ outcome: 'trimmed', ...gone });
    },
    wipe: () => {
      if (isFailing) return Promise.reject(new Error('no room'));
      scrubs.push(now - NOW);
      return Promise.resolve();
    },
  } as unknown as Views;
  const old = (n: number): OldCall => ({ callId: `c${n}`, position: n, recordedAt: 0, size: 1 });
  const calls = {
    oldestEnded: () => Promise.resolve(Array.from({ length: due }, (_, n) => old(n))),
  } as unknown as Remote<CallsQueries>;
  const service = new RetentionService(log, views, calls, { days: 30, mb: null });
  return {
    scrubs,
    fail: (how: boolean) => (isFailing = how),
    refuseTrims: () => (isTrimmable = false),
    look: async (after: number, tooOld = 0) => {
      now = NOW + after;
      due += tooOld;
      await service.look(now);
    },
  };
}

it('writes the files anew in the first look, though nothing is too old: a former run may have left words in them', async () => {
  const { look, scrubs } = house();
  await look(0);
  await look(DAY);
  expect(scrubs).toEqual([0]);
});

it('writes them anew within a day of letting a call go, also when no further call goes by then', async () => {
  const { look, scrubs } = house();
  await look(0);
  await look(9 * HOUR, 5);
  await look(DAY - 1);
  expect(scrubs).toEqual([0]);
  await look(DAY);
  await look(3 * DAY);
  expect(scrubs).toEqual([0, DAY]);
});

it('does so in the next look when it could not', async () => {
  const { look, scrubs, fail } = house();
  fail(true);
  await expect(look(0, 3)).rejects.toThrow('no room');
  fail(false);
  await look(MINUTE);
  await look(2 * MINUTE);
  expect(scrubs).toEqual([MINUTE]);
});

it('does so though further calls cannot be let go', async () => {
  const { look, scrubs, refuseTrims } = house();
  await look(0);
  await look(HOUR, 1);
  refuseTrims();
  await expect(look(DAY, 1)).rejects.toThrow('no disk');
  expect(scrubs).toEqual([0, DAY]);
});
