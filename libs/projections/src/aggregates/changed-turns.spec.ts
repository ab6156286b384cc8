import type { TurnState } from '@callscope/call-state';
import fc from 'fast-check';
import { RUNS } from '../../../call-events/src/testing';
import { changedTurns } from './changed-turns';

const turn = (id: string): TurnState => ({ outcome: 'completed', told: {}, at: null, told_at: null, id });

/** Objects of their own, though some are equal. */
const POOL = ['a', 'b', 'c', 'c', 'd', 'd', 'e', 'f'].map(turn);
const anyTurns = fc.shuffledSubarray(POOL);

describe('the turns that changed', () => {
  it('are those that are in one list alone, each as an object of its own and in its order', () => {
    fc.assert(
      fc.property(anyTurns, anyTurns, (before, after) => {
        const { left, entered } = changedTurns(before, after);
        const [gone, come] = [
          before.filter((one) => !after.includes(one)),
          after.filter((one) => !before.includes(one)),
        ];
        expect(left.map((one) => POOL.indexOf(one))).toEqual(gone.map((one) => POOL.indexOf(one)));
        expect(entered.map((one) => POOL.indexOf(one))).toEqual(come.map((one) => POOL.indexOf(one)));
      }),
      RUNS,
    );
  });

  it('are the new ones where nothing was taken away, wherever they stand', () => {
    fc.assert(
      fc.property(anyTurns, anyTurns, (after, picked) => {
        const before = after.filter((one) => !picked.includes(one));
        expect(changedTurns(before, after)).toEqual({ left: [], entered: after.filter((one) => picked.includes(one)) });
      }),
      RUNS,
    );
  });

  it('are none of the same list, nor of one with the same turns', () => {
    const none = { left: [], entered: [] };
    expect([changedTurns(POOL, POOL), changedTurns(POOL, [...POOL]), changedTurns([], [])]).toEqual([none, none, none]);
  });

  it('are one that left and one that entered, when a turn is told anew', () => {
    const [first, second, third] = [turn('1'), turn('2'), turn('3')];
    const anew = { ...second, outcome: 'interrupted' } as const;
    expect(changedTurns([first, second, third], [first, anew, third])).toEqual({ left: [second], entered: [anew] });
  });
});
