import fc from 'fast-check';
import { RUNS } from '../../call-events/src/testing';
import { callHead } from './call-head';
import { type CallState, evolveCall } from './call-state';
import { Lately } from './remembered';
import { callsRichIn } from './testing/any-call';
import { callRow, costsOf, turnsOf } from './view';

describe('what is remembered of a value', () => {
  it('is made once for the two that were asked about last, and anew for those before', () => {
    const made: string[] = [];
    const lengths = new Lately<{ name: string }, number>();
    const [a, b, c] = [{ name: 'a' }, { name: 'bb' }, { name: 'ccc' }];
    const asked = [a, b, a, b, c, b, a].map((key) => lengths.of(key, ({ name }) => made.push(name) && name.length));
    expect([asked, made]).toEqual([
      [1, 2, 1, 2, 3, 2, 1],
      ['a', 'bb', 'ccc', 'a'],
    ]);
  });

  it('is taken over from the newest when the same follows from it', () => {
    const words = new Lately<{ name: string }, object>();
    const isSame = (x: { name: string }, y: { name: string }): boolean => x.name === y.name;
    const [first, same, other] = ['a', 'a', 'b'].map((name) => words.of({ name }, () => ({}), isSame));
    expect([same === first, other === first]).toEqual([true, false]);
  });

  it('of the states of a call, one after the other, is what follows from each alone', () => {
    const shown = (state: CallState) => [callHead(state), callRow(state), [...costsOf(state)], turnsOf(state)];
    fc.assert(
      fc.property(callsRichIn('call.ended', 'turn.completed', 'cost.recorded'), (events) => {
        let state: CallState | null = null;
        const states = events.map((event) => (state = evolveCall(state, event)));
        const remembered = states.map(shown);
        // No part of a copy is the same as any other: nothing is taken over for it.
        expect(remembered).toEqual(states.map((each) => shown(structuredClone(each))));
      }),
      RUNS,
    );
  });
});
