import type { CallEvent } from '@callscope/call-events';
import { aCallInitiated, aCallStarted, aCost, anEnd, aStatus, aTurn, stored, T0 } from '../../call-events/src/testing';
import { agentKeyOf, type CallHead, callHead } from './call-head';
import { type CallState, evolveCall } from './call-state';

function fold(events: readonly CallEvent[]): CallState {
  return stored(events).reduce<CallState | null>(evolveCall, null)!;
}

/** What the events make of a field, in this order and in the opposite one: both must agree. */
function told(field: keyof CallHead, events: readonly CallEvent[]): unknown {
  const [there, back] = [events, [...events].reverse()].map((order) => callHead(fold(order))[field]);
  expect(there).toEqual(back);
  return there;
}

const reported = (report: object, occurredAt = T0) =>
  anEnd({ report_id: 'r1', report: report as Record<string, unknown> }, { occurred_at: occurredAt });

describe('what a call is', () => {
  it.each([
    ['direction', 'outbound'],
    ['from', '+12125550110'],
    ['to', '+12065550162'],
    ['carrier', 'twilio'],
    ['agent', { id: 'a1', version: '3' }],
    ['mode', 'realtime'],
    ['providers', { llm: { name: 'openai' } }],
  ] as const)('takes %s from the start of the call', (field, value) => {
    expect(told(field, [aCallStarted({ [field]: value })])).toEqual(value);
  });

  it('believes a start over a set-up, though the set-up is later', () => {
    const events = [
      aCallStarted({ from: 'started' }, { occurred_at: T0 }),
      aCallInitiated({ from: 'initiated' }, { occurred_at: T0 + 9_000 }),
    ];
    expect(told('from', events)).toBe('started');
  });

  it('believes a set-up over the report of an end', () => {
    const events = [
      aCallInitiated({ from: 'initiated' }, { occurred_at: T0 }),
      reported({ caller: 'reported' }, T0 + 9_000),
    ];
    expect(told('from', events)).toBe('initiated');
  });

  it('believes of two starts the later', () => {
    const events = [
      aCallStarted({ from: 'later' }, { id: 'a', occurred_at: T0 + 1 }),
      aCallStarted({ from: 'earlier' }, { id: 'b', occurred_at: T0 }),
      aCallStarted({ from: 'timeless' }, { id: 'c' }),
    ];
    expect(told('from', events)).toBe('later');
  });

  it('believes of two starts at one time that with the greater id', () => {
    const events = [
      aCallStarted({ from: 'greater' }, { id: 'b', occurred_at: T0 }),
      aCallStarted({ from: 'smaller' }, { id: 'a', occurred_at: T0 }),
    ];
    expect(told('from', events)).toBe('greater');
  });

  it('takes each field from whoever says it', () => {
    const events = [
      aCallStarted({ from: 'started' }),
      aCallInitiated({ from: 'initiated', to: 'set up' }),
      reported({ to: 'reported', metrics: { provider_mode: 'pipeline' } }),
    ];
    expect([told('from', events), told('to', events), told('mode', events)]).toEqual(['started', 'set up', 'pipeline']);
  });

  it.each(['', '***1234'])('never lets %j take the place of a real number', (from) => {
    const events = [
      aCallInitiated({ from: '+12125550110' }),
      aCallStarted({ from }, { occurred_at: T0 }),
      aCallStarted({ from }, { occurred_at: T0 + 1 }),
    ];
    expect(told('from', events)).toBe('+12125550110');
  });

  it('never lets an unknown direction take the place of a known one', () => {
    expect(told('direction', [aCallInitiated({ direction: 'inbound' }), aCallStarted({ direction: 'unknown' })])).toBe(
      'inbound',
    );
    expect(told('direction', [aCallStarted({ direction: 'unknown' })])).toBe('unknown');
  });

  it.each([
    ['agent', { id: 'ada', name: 'Ada' }, {}],
    ['agent', { id: 'ada', name: 'Ada' }, { id: '', name: '' }],
    ['agent', { id: 'ada' }, { id: 'unknown', version: 'unknown' }],
    ['providers', { stt: { name: 'deepgram' } }, {}],
    ['providers', { stt: { name: 'deepgram' } }, { stt: {} }],
    ['providers', { stt: { name: 'deepgram' } }, { stt: { name: '', model: 'unknown' }, llm: {} }],
  ] as const)('never lets, as %s, take the place of %j what says nothing: %j', (field, real, empty) => {
    const events = [
      aCallStarted({ [field]: real }, { occurred_at: T0 }),
      aCallStarted({ [field]: empty }, { occurred_at: T0 + 1 }),
    ];
    expect(told(field, events)).toEqual(real);
    expect(told(field, events.slice(1))).toBeNull();
  });

  it('leaves out of agent and providers what says nothing', () => {
    const started = aCallStarted({
      agent: { id: '', name: 'Bob' },
      providers: { stt: { name: 'deepgram', model: 'unknown' }, llm: { name: '' } },
    });
    expect(told('agent', [started])).toStrictEqual({ name: 'Bob' });
    expect(told('providers', [started])).toStrictEqual({ stt: { name: 'deepgram' } });
    expect(agentKeyOf(fold([started]))).toBe('Bob');
  });

  it('takes agent and providers as they are, without a copy, where all in them says something', () => {
    const { data } = aCallStarted({ agent: { id: 'a1' }, providers: { llm: { name: 'openai', model: 'gpt-5-mini' } } });
    const { facts } = fold([aCallStarted(data)]);
    expect(facts.agent?.value).toBe(data.agent);
    expect(facts.providers?.value).toBe(data.providers);
  });

  it('is told by the report of the end that stands, not by that of one that tells its reason alone', () => {
    const caller = (number: string) => ({ report: { caller: number } });
    const ends = [
      anEnd({ reason: 'busy', ...caller('weaker') }, { id: 'a', occurred_at: T0 }),
      anEnd(caller('stands'), { id: 'b', occurred_at: T0 + 1 }),
    ];
    expect([told('from', ends), told('status', ends)]).toEqual(['stands', 'busy']);
  });

  it('shows a masked number as long as no real one is known', () => {
    expect(told('from', [aCallStarted({ from: '***1234' })])).toBe('***1234');
  });

  it('never lets a hashed number take the place of a real one', () => {
    const events = [aCallInitiated({ from: '+12125550110' }), aCallStarted({ from: 'sha256:0123456789abcdef' })];
    expect(told('from', events)).toBe('+12125550110');
  });

  it('is told by no status, no turn, no cost and no end without a report', () => {
    expect(fold([aStatus(), aTurn(), aCost(), anEnd()]).facts).toEqual({});
  });
});
