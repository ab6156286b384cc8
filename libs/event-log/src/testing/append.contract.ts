import { aTurn, appendOne, everything, idsOf, positionsOf, turns } from './events';
import type { LogUnderTest } from './log-under-test';

const APPENDERS = 64;

export function describeAppending(subject: LogUnderTest): void {
  describe('append', () => {
    it('stores the events of one append in their order', async () => {
      const events = turns('call', 1, 5);
      const outcomes = await subject.log.append(events);
      expect(outcomes.map(({ outcome }) => outcome)).toEqual(events.map(() => 'accepted'));
      expect(everything(subject.log).map(({ id, position }) => [id, position])).toEqual(
        events.map(({ id }, index) => [id, outcomes[index]!.position]),
      );
    });

    it('gives positions that rise, within an append and across appends and reopening', async () => {
      const first = await subject.log.append(turns('call', 1, 3));
      const second = await subject.log.append(turns('call', 4, 5));
      const third = await (await subject.reopen()).append(turns('call', 6, 7));
      const positions = positionsOf([...first, ...second, ...third]);
      expect(positions).toEqual([...new Set(positions)].sort((a, b) => a - b));
      expect(positions[0]).toBeGreaterThan(0);
    });

    it('answers only when the event can be read', async () => {
      expect(subject.log.head).toBe(0);
      const { position } = await appendOne(subject.log, aTurn('call', 1));
      expect([subject.log.head, subject.log.readAt(position)?.id]).toEqual([position, 'call:turn:1']);
    });

    it('stores nothing when it is given nothing', async () => {
      await expect(subject.log.append([])).resolves.toEqual([]);
      expect(subject.log.head).toBe(0);
    });

    it('does not mix the events of appends that wait together', async () => {
      const { log } = subject;
      const appends = Array.from({ length: APPENDERS }, (_, index) => log.append(turns(`call-${index}`, 1, 3)));
      for (const outcomes of await Promise.all(appends)) {
        const [first = 0] = positionsOf(outcomes);
        expect(positionsOf(outcomes)).toEqual([first, first + 1, first + 2]);
      }
      expect(everything(log)).toHaveLength(APPENDERS * 3);
    });

    it('gives each of many parallel appenders its own outcomes, in its own order', async () => {
      const { log } = subject;
      await log.append([aTurn('shared', 1)]);
      const appender = async (index: number): Promise<void> => {
        for (let round = 1; round <= 5; round++) {
          const events = [aTurn(`call-${index}`, round), aTurn('shared', 1), aTurn(`late-${index}`, round)];
          const outcomes = await log.append(events);
          expect(outcomes.map(({ outcome }) => outcome)).toEqual(['accepted', 'duplicate', 'accepted']);
          expect(positionsOf(outcomes).map((position) => log.readAt(position)?.id)).toEqual(idsOf(events));
        }
      };
      await Promise.all(Array.from({ length: APPENDERS }, (_, index) => appender(index)));
      expect(everything(log)).toHaveLength(1 + APPENDERS * 5 * 2);
    });

    it('takes an append at every moment, also right when the one before is answered', async () => {
      const { log } = subject;
      // The deeper the chain of awaits, the later after the answer comes the next append.
      const appendThrough = async (depth: number, turn: number): Promise<unknown> =>
        depth === 0 ? log.append([aTurn('call', turn)]) : await appendThrough(depth - 1, turn);
      for (let depth = 0; depth < 12; depth++) await appendThrough(depth, depth);
      expect(everything(log)).toHaveLength(12);
    });
  });
}
