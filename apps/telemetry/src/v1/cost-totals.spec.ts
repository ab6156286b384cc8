import { type CallState, evolveCall } from '@callscope/call-state';
import type { CallEvent } from '@callscope/call-events';
import { aCost, anEnd, stored } from '../../../../libs/call-events/src/testing';
import { costTotals } from './cost-totals';

const fold = (...events: CallEvent[]) => stored(events).reduce<CallState | null>(evolveCall, null)!;
const SUMS = {
  counts: {
    'ended:completed': 3,
    'ended:busy': 1,
    'active:inbound': 2,
    'cost:ended:stt:billed': 1,
    'cost:ended:stt:nano': 100_000_000,
    'cost:active:stt:nano': 5,
    'stated:nano': 300_000_000,
  },
  histograms: {},
};

describe('what calls cost', () => {
  it('is nothing where there are none', () => {
    expect(costTotals(null, [])).toEqual({
      total_cost: 0,
      breakdown: { stt: 0, tts: 0, llm: 0, telephony: 0 },
      calls_analyzed: 0,
    });
  });

  it('is that of ended calls', () => {
    expect(costTotals(SUMS, [])).toEqual({
      total_cost: 0.3,
      breakdown: { stt: 0.1, tts: 0, llm: 0, telephony: 0 },
      calls_analyzed: 4,
    });
  });

  it('adds single calls to the sums, in whole nano-dollars', () => {
    const calls = [1, 2, 3].map(() =>
      fold(aCost({ component: 'stt', amount_nano_usd: 100_000_000, basis: 'billed', mode: 'final' }), anEnd()),
    );
    expect(costTotals(SUMS, calls)).toMatchObject({ total_cost: 0.6, breakdown: { stt: 0.4 }, calls_analyzed: 7 });
  });
});
