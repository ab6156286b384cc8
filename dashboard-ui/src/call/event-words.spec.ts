import { eventWords, sourceWords, turnOfEvent } from './event-words';

const told = (data: object): string => eventWords({ data });

it('tells an event by its telling fields, with units', () => {
  expect(told({ turn: 1, outcome: 'completed', latency: { response_ms: 4270 } })).toBe('completed, response 4,270 ms');
  expect(told({ component: 'tts', amount_nano_usd: 58_020_000, basis: 'estimated' })).toBe('tts, $0.058020, estimated');
  expect(told({ kind: 'barge_in', halt_ms: 84 })).toBe('barge in, halt 84 ms');
  expect(told({ role: 'user', text: 'a_b' })).toBe('user, “a_b”');
});

it('tells an event that it does not know, and one without a turn or a source', () => {
  expect(told({ anything: [1] })).toBe('');
  expect(turnOfEvent({ data: {} })).toBeNull();
  expect(turnOfEvent({ data: { turn: 0 } })).toBe(0);
  expect(sourceWords({})).toBe('');
});
