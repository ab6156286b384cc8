import type { Turn } from '@callscope/call-state';
import { clockTicks, spansOf } from './timeline';
import { turnLines } from './turn-lines';

const aTurn = (given: Partial<Turn>): Turn => ({
  turn: 1,
  outcome: 'completed',
  user_text: 'Hi?',
  agent_text: 'Hello.',
  latency: {},
  started_at: null,
  ended_at: 15_000,
  position: 1,
  ...given,
});

const spans = (turn: Turn): string[] =>
  turnLines({ turns: [turn], transcript: [{ role: 'user', text: 'Hi?', at: 12_000 }] })
    .flatMap(spansOf)
    .map(({ lane, from, to, cut }) => `${lane} ${from}-${to}${cut ? ' cut' : ''}`);

it('draws caller, wait and agent from what the turn tells', () => {
  expect(spans(aTurn({ latency: { response_ms: 1000, total_ms: 6000 } }))).toEqual([
    'caller 7000-12000',
    'wait 12000-13000',
    'agent 13000-15000',
  ]);
});

it('marks an answer that was cut off', () => {
  expect(spans(aTurn({ outcome: 'interrupted', latency: { response_ms: 1000 } }))).toContain('agent 13000-15000 cut');
});

it('draws no answer where none is known, and nothing of negative length', () => {
  expect(spans(aTurn({ outcome: 'interrupted', latency: { endpoint_ms: 200 } }))).toEqual([]);
  expect(spans(aTurn({ ended_at: 1000, latency: { response_ms: 1000 } }))).toEqual(['wait 12000-13000']);
});

it('marks the clock at round times, clear of the end', () => {
  expect(clockTicks(71_130).map((ms) => ms / 1000)).toEqual([0, 10, 20, 30, 40, 50, 60]);
  expect(clockTicks(79_000).at(-1)).toBe(60_000);
  expect(clockTicks(0)).toEqual([]);
  expect(clockTicks(4 * 3600_000).length).toBeLessThan(10);
});
