import type { Turn } from '@callscope/call-state';
import { measuredTurns, pickedIndex } from './turn-picks';

const aTurn = (turn: number, latency: Turn['latency'] = { response_ms: 500 }): Turn => ({
  turn,
  outcome: 'completed',
  user_text: null,
  agent_text: null,
  latency,
  started_at: null,
  ended_at: null,
  position: turn,
});

describe('turn picker', () => {
  it('leaves out turns of which nothing was measured', () => {
    expect(measuredTurns([aTurn(0, {}), aTurn(1)]).map(({ turn }) => turn)).toEqual([1]);
  });

  it('stands at the last turn until another is chosen', () => {
    const turns = [aTurn(0), aTurn(3), aTurn(4)];
    expect(pickedIndex(turns, null)).toBe(2);
    expect(pickedIndex(turns, 3)).toBe(1);
    expect(pickedIndex(turns, 9)).toBe(2);
  });
});
