import fc from 'fast-check';
import type { LatencyStages } from '@callscope/call-events';
import type { Turn } from '@callscope/call-state';
import { percentileOf, whereTimeWent } from './stage-times';

const aTurn = (turn: number, latency: LatencyStages, outcome: Turn['outcome'] = 'completed'): Turn => {
  const nothing = { user_text: null, agent_text: null, started_at: null, ended_at: null };
  return { turn, outcome, latency, ...nothing, position: turn };
};

it('computes percentiles as the service does (type 7)', () => {
  expect(percentileOf([10, 20, 30, 40], 0.5)).toBe(25);
  expect(percentileOf([10], 0.99)).toBe(10);
  expect(percentileOf([], 0.5)).toBeNull();
});

it('counts completed turns only and keeps the others aside', () => {
  const turns = [
    aTurn(1, { response_ms: 900, endpoint_ms: 200, llm_ttft_ms: 500, tts_ms: 150 }),
    aTurn(2, { response_ms: 700, endpoint_ms: 100 }, 'interrupted'),
    aTurn(3, {}),
  ];
  const { stages, turns: answered, waited_ms } = whereTimeWent(turns);
  expect({ answered, waited_ms }).toEqual({ answered: 2, waited_ms: 1600 });
  expect(stages[0]).toMatchObject({ stage: 'response', counted: [900], aside: [700], p50: 900, p95: 900 });
  expect(stages[2]).toMatchObject({ stage: 'stt', counted: [], p50: null });
  expect(stages[5]).toMatchObject({ stage: 'unattributed', counted: [50], aside: [600] });
});

it('leaves a latency of over a minute out of the percentiles', () => {
  expect(whereTimeWent([aTurn(1, { response_ms: 60_001 })]).stages[0]?.counted).toEqual([]);
});

it('shares out the whole waiting time, whatever was measured', () => {
  const ms = fc.integer({ min: 0, max: 50_000 });
  const latency = fc.record(
    { response_ms: ms, endpoint_ms: ms, stt_ms: ms, llm_ttft_ms: ms, tts_ms: ms },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(fc.array(latency, { maxLength: 8 }), (all) => {
      const { shares, waited_ms } = whereTimeWent(all.map((each, index) => aTurn(index, each)));
      const sum = shares.reduce((total, { share }) => total + share, 0);
      expect(sum).toBeCloseTo(waited_ms > 0 ? 1 : 0, 9);
      expect(shares.every(({ share }) => share >= 0)).toBe(true);
    }),
  );
});
