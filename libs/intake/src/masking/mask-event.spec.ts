import { CALL_EVENT_TYPES, type CallEvent, EVENT_SPECS, isObject } from '@callscope/call-events';
import { RECORDED_FILES, recordedPosts } from '../../../call-events/src/testing';
import { maskEvent } from './mask-event';
import { maskPartial } from './mask-partial';

const NUMBER = '+12065550142';
const event = (type: string, data: object): CallEvent => ({ id: 'e', type, v: 1, call_id: 'c', data }) as CallEvent;
const dataOf = (type: string, data: object, how: 'phones' | 'phones+text' = 'phones'): unknown =>
  maskEvent(event(type, data), how).data;

describe('masking phones', () => {
  it('masks numbers wherever an event tells of persons, however deep', () => {
    const data = {
      direction: 'inbound',
      from: NUMBER,
      to: '72345',
      carrier_call_id: 'CA2065550142',
      metadata: { note: `back at ${NUMBER}`, [NUMBER]: [{ n: 12_065_550_142 }], sent_at: 1_778_627_000_000, age: 42 },
      mood: `called ${NUMBER}`,
    };
    expect(dataOf('call.started', data)).toEqual({
      direction: 'inbound',
      from: '+1***42',
      to: '***45',
      carrier_call_id: 'CA2065550142',
      metadata: { note: 'back at +1***42', '+1***42': [{ n: '***42' }], sent_at: 1_778_627_000_000, age: 42 },
      mood: 'called +1***42',
    });
  });

  it('masks an agent and providers that hold what nobody knows', () => {
    const data = { direction: 'inbound', agent: { id: 'a' }, providers: { llm: { name: 'x', user: NUMBER } } };
    expect(dataOf('call.started', data)).toEqual({ ...data, providers: { llm: { name: 'x', user: '+1***42' } } });
    expect(dataOf('call.started', data, 'phones+text')).toEqual({ direction: 'inbound', agent: { id: 'a' } });
  });

  it('leaves what is measured in a report as it came', () => {
    const metrics = {
      duration_seconds: 12_345_678,
      cost: { total: '0.0123456789', llm: 12_345_678 },
      latency_avg: { total_ms: 12_345_678.5 },
      provider_mode: 'pipeline',
      turns: [{ turn_index: 0, user_text: NUMBER, timestamp: 1_778_627_000.123 }],
    };
    const report = { caller: NUMBER, transcript: [{ role: 'user', text: NUMBER, timestamp: 1_778_627_000 }], metrics };
    expect(dataOf('call.ended', { report_id: 'r', report })).toEqual({
      report_id: 'r',
      report: {
        caller: '+1***42',
        transcript: [{ role: 'user', text: '+1***42', timestamp: 1_778_627_000 }],
        metrics: { ...metrics, turns: [{ turn_index: 0, user_text: '+1***42', timestamp: 1_778_627_000.123 }] },
      },
    });
  });

  it('masks all of what a producer calls its own, and its names for it', () => {
    expect(dataOf('custom.note', { [NUMBER]: NUMBER, turn: 3 })).toEqual({ '+1***42': '+1***42', turn: 3 });
  });

  it('gives back the very event when it tells of nobody', () => {
    const known = event('turn.started', { turn: 1 });
    expect(maskEvent(known, 'phones')).toBe(known);
  });

  it('changes nothing in place', () => {
    const told = { direction: 'inbound', from: NUMBER, metadata: { n: [NUMBER] } };
    const before = structuredClone(told);
    dataOf('call.started', told, 'phones+text');
    expect(told).toEqual(before);
  });
});

describe('masking phones and text', () => {
  it.each(CALL_EVENT_TYPES)('keeps of %s what tells of nobody, and no words', (type) => {
    const spec = EVENT_SPECS[type];
    const personal: readonly string[] = spec.personal;
    const words = Object.fromEntries(
      personal.map((name) => [name, name === 'report' ? { said: 'Zebulon' } : 'Zebulon']),
    );
    const masked = dataOf(type, { ...spec.example().data, ...words, mood: 'Zebulon' }, 'phones+text') as object;
    const kept = Object.fromEntries(Object.entries(spec.example().data).filter(([name]) => spec.isKept(name)));
    expect(masked).toMatchObject(kept);
    const terms = ['raw_status', 'raw_reason', 'url'];
    const rest = Object.fromEntries(Object.entries(masked).filter(([name]) => !terms.includes(name)));
    expect(JSON.stringify(rest)).not.toContain('Zebulon');
  });

  it('keeps figures and the names of parts of real reports, and nothing that was said', () => {
    const ends = RECORDED_FILES.flatMap(recordedPosts).filter(({ phase }) => phase === 'end');
    expect(ends.length).toBeGreaterThan(10);
    for (const { body: report } of ends) {
      const masked = JSON.stringify(dataOf('call.ended', { report }, 'phones+text'));
      for (const text of wordsIn(report)) expect(masked).not.toContain(JSON.stringify(text));
      const { metrics } = report;
      if (isObject(metrics)) expect(masked).toContain(JSON.stringify(metrics['cost'] ?? null).slice(1, -1));
    }
  });

  it('shows no words in passing; with phones alone it masks them', () => {
    const partial = { data: { role: 'user' as const, text: `it is ${NUMBER}` } };
    expect(maskPartial(partial, 'phones+text')).toBeNull();
    expect(maskPartial(partial, 'phones')).toEqual({ data: { role: 'user', text: 'it is +1***42' } });
    expect(maskPartial(partial, 'off')).toBe(partial);
  });
});

function wordsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(wordsIn);
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, item]) => {
    const isWords = ['text', 'user_text', 'agent_text', 'caller', 'callee'].includes(key);
    return isWords && typeof item === 'string' && item.length > 3 ? [item] : wordsIn(item);
  });
}
