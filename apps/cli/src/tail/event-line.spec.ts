import { EVENT_SPECS, type StoredEvent } from '@callscope/call-events';
import { eventLine } from './event-line';

const stored = (event: object): StoredEvent =>
  ({ call_id: 'call-1', position: 1, recorded_at: 1_778_627_000_000, ...event }) as unknown as StoredEvent;
const lineOf = (type: string, data: object): string => eventLine(stored({ type, data }));

it.each([
  ['call.started', { direction: 'inbound', from: '+1', to: '' }, 'inbound from +1'],
  ['call.status_changed', { status: 'ringing' }, 'ringing'],
  [
    'turn.completed',
    { turn: 3, outcome: 'completed', latency: { response_ms: 812.4 }, user_text: 'hi', agent_text: 'hello' },
    'turn 3 completed response 812 ms "hi" -> "hello"',
  ],
  ['turn.completed', { turn: 0, outcome: 'abandoned' }, 'turn 0 abandoned'],
  ['transcript.final', { role: 'user', text: 'hello' }, 'user "hello"'],
  ['latency.recorded', { stage: 'stt_ms', value_ms: 90, turn: 1 }, 'stt_ms 90 ms turn 1'],
  [
    'cost.recorded',
    { component: 'llm', amount_nano_usd: 1_230_000, basis: 'billed', mode: 'delta' },
    'llm $0.001230 billed delta',
  ],
  ['tool.ended', { tool_call_id: 't', name: 'book', status: 'ok', duration_ms: 12 }, 'book ok 12 ms'],
  ['error.raised', { component: 'tts', code: 'e1', message: 'no voice', fatal: true }, 'fatal tts e1 no voice'],
  ['call.ended', { reason: 'user_hangup', duration_ms: 61_000 }, 'user_hangup 61000 ms'],
  ['call.analyzed', { success: false, sentiment: 'calm' }, 'no success calm'],
  ['custom.note', { a: 1 }, '{"a":1}'],
  ['of.a.later.version', { b: 2 }, '{"b":2}'],
])('tells of %s the most telling: %j', (type, data, gist) => {
  expect(lineOf(type, data)).toBe(`2026-05-12T23:03:20.000Z  call-1  ${type}  ${gist}\n`);
});

it('tells when it happened, where the producer said so', () => {
  const event = stored({ type: 'call.hidden', occurred_at: 0, data: {} });
  expect(eventLine(event)).toBe('1970-01-01T00:00:00.000Z  call-1  call.hidden\n');
});

it.each(Object.values(EVENT_SPECS).map((spec) => [spec.type, spec.example()] as const))(
  'has one line for %s, also when its data was erased',
  (type, example) => {
    for (const data of [example.data, {}]) {
      expect(eventLine(stored({ ...example, data }))).toMatch(new RegExp(`^\\S+Z {2}\\S+ {2}${type}(  \\S.*)?\n$`));
      expect(eventLine(stored({ ...example, data }))).not.toContain('undefined');
    }
  },
);

it('lets nothing that was said steer the terminal or break the line', () => {
  const line = lineOf('transcript.final', { role: 'user', text: 'a\u001b[2Jb\r\nc\u009bd\u2028e\u202ef\u0000' });
  expect(line).toContain('"a [2Jb c d e f "\n');
});

it('cuts what is long, and no character in two', () => {
  const line = lineOf('transcript.final', { role: 'user', text: '😀'.repeat(500) });
  expect(line).toMatch(/user "(😀)+…\n$/u);
  expect(Array.from(line).length).toBeLessThan(300);
});
