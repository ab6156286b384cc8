import 'reflect-metadata';
import { RefusedInputError, validated } from '../kernel';
import { PatterBody } from './patter.payload';

const turn = (more: object) => ({ call_id: 'c', metrics: { turns: [{ turn_index: 0 }, { turn_index: 1, ...more }] } });

/** The field that is refused, or null when the body is let in. */
function refused(body: Record<string, unknown>): string | null {
  try {
    validated(PatterBody, body);
    return null;
  } catch (error) {
    if (error instanceof RefusedInputError && error.code === 'invalid_field') return error.field ?? '?';
    throw error;
  }
}

describe('the body of a Patter post', () => {
  it.each<[string, Record<string, unknown>]>([
    ['call_id', { call_id: 5 }],
    ['call_id', { call_id: ['c'] }],
    ['call_id', { call_id: 'x'.repeat(257) }],
    ['call_id', { call_id: 'a\nb' }],
    ['call_id', { call_id: 'a\rb' }],
    ['call_id', { call_id: 'a\0b' }],
    ['call_id', { call_id: 'a\ud800' }],
    ['call_id', { call_id: '\udc00a' }],
    ['caller', { call_id: 'c', caller: 5 }],
    ['callee', { call_id: 'c', callee: 'x'.repeat(1_025) }],
    ['direction', { call_id: 'c', direction: {} }],
    ['status', { call_id: 'c', status: 5 }],
    ['custom_params', { call_id: 'c', custom_params: ['a'] }],
    ['started_at', { call_id: 'c', started_at: 'yesterday' }],
    ['ended_at', { call_id: 'c', ended_at: '' }],
    ['ended_at', { call_id: 'c', ended_at: -1 }],
    ['ended_at', { call_id: 'c', ended_at: false }],
    ['ended_at', { call_id: 'c', ended_at: [] }],
    ['transcript', { call_id: 'c', transcript: {} }],
    ['transcript[0]', { call_id: 'c', transcript: ['Hi.'] }],
    ['transcript[0]', { call_id: 'c', transcript: [null] }],
    ['transcript[1].text', { call_id: 'c', transcript: [{ role: 'user', text: 'Hi.' }, { role: 'user' }] }],
    ['transcript[0].role', { call_id: 'c', transcript: [{ text: 'Hi.' }] }],
    ['metrics', { call_id: 'c', metrics: [] }],
    ['metrics', { call_id: 'c', metrics: 'none' }],
    ['metrics.turns', { call_id: 'c', metrics: { turns: {} } }],
    ['metrics.turns[0]', { call_id: 'c', metrics: { turns: [null] } }],
    ['metrics.turns[0].turn_index', { call_id: 'c', metrics: { turns: [{}] } }],
    ['metrics.turns[1].turn_index', turn({ turn_index: -1 })],
    ['metrics.turns[1].turn_index', turn({ turn_index: 1.5 })],
    ['metrics.turns[1].turn_index', turn({ turn_index: '1' })],
    ['metrics.turns[1].turn_index', turn({ turn_index: 1_000_001 })],
    ['metrics.turns[1].user_text', turn({ user_text: 5 })],
    ['metrics.turns[1].latency', turn({ latency: [] })],
    ['metrics.turns[1].latency', turn({ latency: 'slow' })],
    ['metrics.turns[1].latency.tts_ms', turn({ latency: { tts_ms: '5' } })],
    ['metrics.turns[1].timestamp', turn({ timestamp: 'then' })],
    ['metrics.cost', { call_id: 'c', metrics: { cost: 5 } }],
    ['metrics.cost.llm', { call_id: 'c', metrics: { cost: { llm: -1 } } }],
    ['metrics.cost.tts', { call_id: 'c', metrics: { cost: { tts: '1,5' } } }],
    ['metrics.cost.stt', { call_id: 'c', metrics: { cost: { stt: true } } }],
    ['metrics.cost.total', { call_id: 'c', metrics: { cost: { total: 9_000_001 } } }],
    ['metrics.duration_seconds', { call_id: 'c', metrics: { duration_seconds: -1 } }],
    ['metrics.duration_seconds', { call_id: 'c', metrics: { duration_seconds: 1e9 } }],
    ['metrics.provider_mode', { call_id: 'c', metrics: { provider_mode: 5 } }],
  ])('is refused for its %s: %j', (field, body) => {
    expect(refused(body)).toBe(field);
  });

  it.each<[string, Record<string, unknown>]>([
    ['nothing but an id', { call_id: 'c' }],
    ['an id of 256 characters', { call_id: 'v3:'.padEnd(256, 'x') }],
    ['an id with an emoji', { call_id: 'call-👋' }],
    [
      'null wherever a field may be missing',
      { call_id: 'c', caller: null, callee: null, direction: null, status: null, metrics: null, transcript: null },
    ],
    ['null inside of metrics', { call_id: 'c', metrics: { turns: null, cost: null, duration_seconds: null } }],
    ['null inside of a turn', turn({ user_text: null, latency: null, timestamp: null, tts_characters: null })],
    ['null for a latency, as Python sends it', turn({ latency: { llm_ttft_ms: null, tts_ms: 5 } })],
    ['a latency that is negative or 0', turn({ latency: { stt_ms: -1, tts_ms: 0 } })],
    ['gaps in the numbers of turns', turn({ turn_index: 6 })],
    ['an empty transcript', { call_id: 'c', transcript: [] }],
    ['money as text', { call_id: 'c', metrics: { cost: { llm: '0.000405', total: '1e-3' } } }],
    ['fields that nobody knows yet', { call_id: 'c', mood: 'good', metrics: { error_code: 'other', p42: {} } }],
  ])('is let in with %s', (_what, body) => {
    expect(refused(body)).toBeNull();
  });

  it.each<[string, Record<string, unknown>]>([
    ['metrics.turns', { call_id: 'c', metrics: { turns: [[{ turn_index: 1 }]] } }],
    ['metrics.turns', { call_id: 'c', metrics: { turns: [[]] } }],
    ['transcript', { call_id: 'c', transcript: [[]] }],
  ])('is refused for a list inside of a list at %s: %j', (field, body) => {
    expect(refused(body)).toBe(field);
  });

  it('is told what is wrong with it, not what else could be', () => {
    expect(() => validated(PatterBody, { call_id: 'c', metrics: { turns: {} } })).toThrow(
      'metrics.turns must be a list',
    );
    expect(() => validated(PatterBody, turn({ turn_index: 'x' }))).toThrow(
      'metrics.turns[1].turn_index must be an integer',
    );
  });
});
