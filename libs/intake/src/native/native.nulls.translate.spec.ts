import { withoutNulls } from './native.nulls.translate';

describe('data without its nulls', () => {
  it.each([
    ['latency', {}],
    ['latency', { stt_ms: null }],
    ['agent', { id: null, name: null }],
    ['providers', {}],
    ['providers', { stt: {}, llm: { name: null } }],
  ])('says nothing of its %s with %j', (field, nothing) => {
    expect(withoutNulls({ turn: 1, [field]: nothing, outcome: 'completed' })).toStrictEqual({
      turn: 1,
      outcome: 'completed',
    });
  });

  it('keeps what is told beside them', () => {
    const providers = { stt: { name: 'x', model: null }, llm: { name: null } };
    expect(withoutNulls({ providers })).toStrictEqual({ providers: { stt: { name: 'x' } } });
  });

  it.each([
    [{ metadata: {}, mood: {}, list: [null] }],
    [{ latency: { stt_ms: 0 }, agent: { id: '' }, providers: { llm: { name: 'x' } } }],
    [{}],
  ])('is the same when it has none: %j', (data) => {
    expect(withoutNulls(data)).toBe(data);
  });
});
