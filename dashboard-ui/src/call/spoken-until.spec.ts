import { spokenUntil } from './spoken-until';
import type { TurnLine } from './turn-lines';

const line = {
  kind: 'exchange',
  callerEnd: 1000,
  turn: { latency: { response_ms: 900 }, ended_at: 4000, outcome: 'interrupted' },
} as TurnLine;

it('counts from the first sound of the agent to the interruption', () => {
  expect(spokenUntil(line, 3900)).toBe(2000);
});

it('tells nothing where the agent was not speaking, or when it spoke is not known', () => {
  expect(spokenUntil(line, 1800)).toBeNull();
  expect(spokenUntil(line, 4001)).toBeNull();
  expect(spokenUntil({ ...line, callerEnd: null }, 3900)).toBeNull();
  const begun = { ...line, turn: { ...line.turn, started_at: 1000 } } as TurnLine;
  expect(spokenUntil(begun, 3900)).toBeNull();
});
