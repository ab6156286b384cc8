import { setImmediate as nextTurn } from 'node:timers/promises';
import { CALL_EVENT_TYPES, type CallEvent, EVENT_SPECS, type StoredEvent } from '@callscope/call-events';
import { filter, firstValueFrom, Subject, take } from 'rxjs';
import type { EventLog } from '../event-log';
import { aTurn, positionsOf, turns } from './events';
import type { LogUnderTest } from './log-under-test';

/** More than two pages of any store we know. */
const LONG_HISTORY = 1_200;

/** Someone who follows the log, and can wait until it has been told of a position. */
class Follower {
  readonly seen: number[] = [];
  readonly #told = new Subject<number>();

  constructor(
    log: EventLog,
    readonly after: number,
  ) {
    log.follow(after).subscribe((events) => {
      this.seen.push(...positionsOf(events));
      this.#told.next(this.seen.at(-1) ?? after);
    });
  }

  async reached(position: number): Promise<void> {
    if ((this.seen.at(-1) ?? this.after) >= position) return;
    await firstValueFrom(this.#told.pipe(filter((told) => told >= position)));
  }
}

/** Numbers of a seed, the same at every run: mulberry32. */
function chance(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

export function describeFollowing(subject: LogUnderTest): void {
  describe('follow', () => {
    it('tells what is committed from now on, whole', async () => {
      const next = firstValueFrom(subject.log.follow(0));
      await subject.log.append([aTurn('call', 1)]);
      const events: readonly StoredEvent[] = await next;
      expect(events).toEqual(subject.log.read(0, 10));
    });

    it('tells live what a read gives, of every type of event, also what JSON changes', async () => {
      const odd = { turn: 1, outcome: 'completed', user_text: undefined, tts_characters: NaN, stt_audio_ms: -0 };
      const told = [
        ...CALL_EVENT_TYPES.map((type) => EVENT_SPECS[type].example()),
        { ...aTurn('odd', 1), data: odd } as unknown as CallEvent,
      ];
      const live = firstValueFrom(subject.log.follow(0).pipe(filter((events) => events.length === told.length)));
      await subject.log.append(told);
      expect(JSON.stringify(await live)).toBe(JSON.stringify(subject.log.read(0, told.length)));
      expect(await live).toStrictEqual(subject.log.read(0, told.length));
    });

    it('does not tell what stands at or below the position it begins after', async () => {
      const [, second] = positionsOf(await subject.log.append(turns('call', 1, 3)));
      const follower = new Follower(subject.log, second!);
      await follower.reached(subject.log.head);
      expect(follower.seen).toEqual([subject.log.head]);
    });

    it('waits for what is above a position that is not there yet', async () => {
      const follower = new Follower(subject.log, 3);
      await subject.log.append(turns('call', 1, 3));
      await subject.log.append(turns('call', 4, 5));
      await follower.reached(subject.log.head);
      expect(follower.seen).toEqual(positionsOf(subject.log.read(3, 10)));
    });

    it('tells a long history in pages, and lets others run between them', async () => {
      await subject.log.append(turns('call', 1, LONG_HISTORY));
      const follower = new Follower(subject.log, 0);
      const atOnce = follower.seen.length;
      await follower.reached(subject.log.head);
      expect(atOnce).toBeLessThan(LONG_HISTORY);
      expect(follower.seen).toEqual(positionsOf(subject.log.read(0, LONG_HISTORY)));
    });

    it('tells nothing more to who has left', async () => {
      await subject.log.append(turns('call', 1, LONG_HISTORY));
      const seen: number[] = [];
      subject.log
        .follow(0)
        .pipe(take(1))
        .subscribe((events) => seen.push(...positionsOf(events)));
      const toldBefore = seen.length;
      const stays = new Follower(subject.log, 0);
      await stays.reached(subject.log.head);
      await subject.log.append([aTurn('call', 0)]);
      await stays.reached(subject.log.head);
      expect(seen).toHaveLength(toldBefore);
    });

    it.each([1, 2, 3])('tells every event once and in order, whoever begins when (seed %i)', async (seed) => {
      const { log } = subject;
      const below = chance(seed);
      await log.append(turns('history', 1, LONG_HISTORY));
      const followers: Follower[] = [];
      const appenders = Array.from({ length: 4 }, async (_, number) => {
        for (let round = 0; round < 40; round++) {
          const first = round * 1_000;
          await log.append(turns(`call-${number}`, first, first + below(40)));
          for (let turn = below(4); turn > 0; turn--) await nextTurn();
          if (below(4) === 0) followers.push(new Follower(log, below(log.head + 1)));
        }
      });
      await Promise.all(appenders);
      await Promise.all(followers.map((follower) => follower.reached(log.head)));
      expect(followers.length).toBeGreaterThan(10);
      const all = positionsOf(log.read(0, log.head));
      for (const { seen, after } of followers) expect(seen).toEqual(all.filter((position) => position > after));
    });
  });
}
