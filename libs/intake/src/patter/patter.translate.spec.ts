import 'reflect-metadata';
import fc from 'fast-check';
import type { CallEvent } from '@callscope/call-events';
import { RUNS } from '../../../call-events/src/testing';
import { validated } from '../kernel';
import { PatterBody } from './patter.payload';
import { translatePatter } from './patter.translate';

const RECEIVED = Date.UTC(2026, 4, 13);
const HASH = '0123456789abcdef0123456789abcdef';
const PATTER = { framework: 'patter', adapter: 'patter' };

function translate(more: Record<string, unknown>) {
  const asSent = { call_id: 'CA1', ...more };
  return translatePatter(validated(PatterBody, asSent), { bodyHash: HASH, receivedAt: RECEIVED, asSent });
}

const only = (more: Record<string, unknown>): CallEvent => translate(more)!.events[0]!;

describe('what a Patter body means', () => {
  it.each<[string, Record<string, unknown>, string[]]>([
    ['started', {}, ['call.started']],
    ['started', { status: '' }, ['call.started']],
    ['started', { status: null, ended_at: null, metrics: null }, ['call.started']],
    ['initiated', { status: 'initiated' }, ['call.initiated']],
    ['status', { status: 'ringing' }, ['call.status_changed']],
    ['ended', { ended_at: 1_778_625_078.267 }, ['call.ended']],
    ['ended', { ended_at: 0 }, ['call.ended']],
    ['ended', { ended_at: 0, status: 'completed' }, ['call.ended']],
    ['ended', { ended_at: 60, started_at: 0 }, ['call.started', 'call.ended']],
    ['ended', { ended_at: 60, started_at: null }, ['call.ended']],
    ['ended', { ended_at: 0, metrics: { turns: [{ turn_index: 0 }] } }, ['turn.completed', 'call.ended']],
    ['ended', { ended_at: 0, metrics: { cost: { llm: 1, tts: 1 } } }, ['cost.recorded', 'cost.recorded', 'call.ended']],
  ])('is %s: %j', (fact, body, types) => {
    const found = translate(body);
    expect([found?.fact, found?.events.map(({ type }) => type)]).toEqual([fact, types]);
  });

  it.each([
    ['ringing', 'ringing'],
    ['in-progress', 'in_progress'],
    ['completed', 'completed'],
    ['no-answer', 'no_answer'],
    ['busy', 'busy'],
    ['failed', 'failed'],
    ['canceled', 'canceled'],
    ['webhook_error', 'failed'],
  ])('is, by the word %s, the status %s', (word, status) => {
    expect(only({ status: word })).toStrictEqual({
      id: `patter:CA1:status:${HASH}`,
      type: 'call.status_changed',
      v: 1,
      call_id: 'CA1',
      source: PATTER,
      data: { status, raw_status: word },
    });
  });

  it.each(['dialing', 'INITIATED', 'no_answer', 'in_progress'])('is nothing by the unknown word %s', (status) => {
    expect(translate({ status })).toBeNull();
  });

  it.each(['toString', 'valueOf', '__proto__'])('is nothing by the word %s either', (status) => {
    expect(translate({ status })).toBeNull();
  });
});

describe('the start of a Patter call', () => {
  it('tells who speaks with whom, over what', () => {
    const body = {
      caller: '+12065550131',
      callee: '+12125550101',
      direction: 'inbound',
      telephony_provider: 'twilio',
      custom_params: { pet: 'Miso', deep: [{ a: null }] },
      started_at: '2026-05-12T22:30:00Z',
    };
    expect(only(body)).toStrictEqual({
      id: `patter:CA1:start:${HASH}`,
      type: 'call.started',
      v: 1,
      call_id: 'CA1',
      occurred_at: Date.UTC(2026, 4, 12, 22, 30),
      source: PATTER,
      data: {
        direction: 'inbound',
        from: '+12065550131',
        to: '+12125550101',
        carrier: 'twilio',
        metadata: { pet: 'Miso', deep: [{ a: null }] },
      },
    });
    expect(only({ ...body, status: 'initiated' })).toMatchObject({
      id: `patter:CA1:initiated:${HASH}`,
      type: 'call.initiated',
      data: { from: '+12065550131' },
    });
  });

  it('says nothing of what the SDK does not know', () => {
    const { data, ...envelope } = only({ caller: '', callee: null, direction: 'sideways', custom_params: {} });
    expect(data).toStrictEqual({ direction: 'unknown' });
    expect(envelope).not.toHaveProperty('occurred_at');
  });

  it('keeps custom parameters whole, whatever their names', () => {
    const params = { toString: 'x', valueOf: { hasOwnProperty: 1 } };
    expect(only({ custom_params: params }).data).toStrictEqual({ direction: 'unknown', metadata: params });
  });
});

describe('the end of a Patter call', () => {
  const metrics = { duration_seconds: 24.7636, turns: [{ turn_index: 0 }, { turn_index: 4 }], cost: { llm: 1 } };

  it('names its report, the turns that it lists, and keeps it whole as it was sent', () => {
    const transcript = [{ role: 'user', text: 'Hi.', timestamp: 1_778_625_011.215, mood: 'good' }];
    const sent = { ...metrics, latency_avg: { total_ms: 1 }, new_field: [1, { a: null }] };
    expect(
      translate({ ended_at: 1_778_625_078.267, caller: '', transcript, metrics: sent })?.events.at(-1),
    ).toStrictEqual({
      id: `patter:CA1:end:${HASH}`,
      type: 'call.ended',
      v: 1,
      call_id: 'CA1',
      occurred_at: 1_778_625_078_267,
      source: PATTER,
      data: {
        reason: 'completed',
        duration_ms: 24_764,
        report_id: HASH,
        turns: [0, 4],
        report: { caller: '', transcript, metrics: sent },
      },
    });
  });

  it.each([
    ['0', 0],
    ['the far future', '9999-12-31T23:59:59Z'],
    ['before 2000', 5],
  ])('has no time when it is told as %s', (_what, endedAt) => {
    for (const event of translate({ ended_at: endedAt, metrics })!.events)
      expect(event).not.toHaveProperty('occurred_at');
  });

  it('has a report though there are no metrics', () => {
    const end = only({ ended_at: 0, metrics: null, transcript: [] });
    expect(end.data).toMatchObject({
      reason: 'completed',
      report_id: HASH,
      report: { metrics: null, transcript: [] },
    });
    expect(end.data).not.toHaveProperty('duration_ms');
  });
});

/** JSON writes -0 as 0. */
const oneZero = fc.jsonValue().map((value) => JSON.parse(JSON.stringify(value)) as unknown);

describe('any Patter body', () => {
  const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { freq: 4 });
  const ms = fc.constantFrom(0, -1, 904.5, 61_000);
  const optional = { requiredKeys: [] as never[], noNullPrototype: true };
  const latency = fc.record({ tts_ms: ms, stt_ms: ms, user_speech_duration_ms: maybe(ms), total_ms: ms }, optional);
  const turns = fc.uniqueArray(
    fc.record(
      {
        turn_index: fc.nat(50),
        user_text: maybe(fc.string()),
        agent_text: fc.constantFrom('Hi.', '', '[interrupted]'),
        latency: maybe(latency),
        timestamp: fc.constantFrom(0, 1_778_625_078.5, 1_778_625_078_500),
      },
      { noNullPrototype: true },
    ),
    { selector: (turn) => turn.turn_index, maxLength: 6 },
  );
  const usd = fc.constantFrom(0, 0.000405, '0.1', 6e-8);
  const cost = fc.record({ stt: usd, tts: usd, llm: usd, telephony: usd, total: usd }, optional);
  const body = fc.record(
    {
      caller: maybe(fc.string()),
      direction: fc.constantFrom('inbound', 'outbound', 'x'),
      status: fc.constantFrom('', 'initiated', 'busy', 'in-progress'),
      custom_params: fc.dictionary(fc.string({ minLength: 9, maxLength: 9 }), oneZero, {
        noNullPrototype: true,
      }),
      ended_at: fc.constantFrom(null, 0, 1_778_625_078.267, '2026-05-12T22:30:00Z'),
      transcript: maybe(
        fc.array(fc.record({ role: fc.constant('user'), text: fc.string() }, { noNullPrototype: true })),
      ),
      metrics: maybe(fc.record({ turns, cost, duration_seconds: fc.constantFrom(0, 12.5) }, optional)),
    },
    optional,
  );

  it('gives the same events each time, and is left as it was', () => {
    fc.assert(
      fc.property(body, (sent) => {
        const asSent = frozen({ call_id: 'CA1', ...sent });
        const dto = frozen(validated(PatterBody, asSent));
        const context = frozen({ bodyHash: HASH, receivedAt: RECEIVED, asSent });
        expect(translatePatter(dto, context)).toStrictEqual(translatePatter(dto, context));
        expect(translate(sent)).toStrictEqual(translatePatter(dto, context));
      }),
      RUNS,
    );
  });

  it('gives events of its call that have one id each, of the form that the vocabulary says', () => {
    const tail = new RegExp(`^(turn:\\d+|(initiated|start|status|end|cost:(stt|tts|llm|telephony|other)):${HASH})$`);
    fc.assert(
      fc.property(body, (sent) => {
        const { events } = translate(sent)!;
        expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);
        for (const event of events) {
          expect(event).toMatchObject({ call_id: 'CA1', v: 1, source: PATTER });
          expect(event.id.startsWith('patter:CA1:')).toBe(true);
          expect(event.id.slice('patter:CA1:'.length)).toMatch(tail);
        }
      }),
      RUNS,
    );
  });

  it('gives events that JSON carries unchanged', () => {
    fc.assert(
      fc.property(body, (sent) => {
        const { events } = translate(sent)!;
        const told = events.map((event) => ({ ...event, data: { ...event.data } }));
        expect(JSON.parse(JSON.stringify(told))).toStrictEqual(told);
      }),
      RUNS,
    );
  });

  it('names its report in everything of an end but the turns', () => {
    fc.assert(
      fc.property(body, (sent) => {
        const { fact, events } = translate(sent)!;
        for (const { type, data } of events) {
          expect('report_id' in data ? data.report_id : null).toBe(
            fact === 'ended' && type !== 'turn.completed' ? HASH : null,
          );
        }
      }),
      RUNS,
    );
  });
});

function frozen<T>(value: T): T {
  if (value !== null && typeof value === 'object' && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(frozen);
  }
  return value;
}
