import { CALL_EVENT_TYPES, EVENT_SPECS, OWN_TYPES } from '@callscope/call-events';
import fc from 'fast-check';
import { RUNS } from '../../../call-events/src/testing';
import { isRefusal, readEvent } from './native.event';

const NOW = Date.UTC(2026, 4, 13);
const ONE_DAY = 86_400_000;

const read = (sent: unknown, isSmall = true) => readEvent(sent, { now: NOW, isSmall });

/** A turn that is good but for what the case changes. */
const turn = (changes: object = {}, data: object = {}) => ({
  id: 'e1',
  type: 'turn.completed',
  call_id: 'call-1',
  data: { turn: 1, outcome: 'completed', ...data },
  ...changes,
});

const cost = (data: object) => ({
  type: 'cost.recorded',
  call_id: 'c',
  data: { component: 'llm', basis: 'billed', mode: 'delta', ...data },
});

describe('a good event', () => {
  it('is stored as it was sent, with what was left open', () => {
    expect(read(turn())).toStrictEqual({
      id: 'e1',
      type: 'turn.completed',
      v: 1,
      call_id: 'call-1',
      source: { framework: 'custom', adapter: 'native' },
      data: { turn: 1, outcome: 'completed' },
    });
  });

  it.each(CALL_EVENT_TYPES.filter((type) => !OWN_TYPES.has(type)))('can be the example of %s', (type) => {
    const example = EVENT_SPECS[type].example();
    expect(read(example)).toStrictEqual({ ...example, source: { framework: 'custom', adapter: 'native' } });
  });

  it.each([
    ['ISO 8601', '2026-05-12T22:00:00+02:00', Date.UTC(2026, 4, 12, 20)],
    ['epoch ms', 1_700_000_000_000, 1_700_000_000_000],
    ['a fraction of a ms', 1_700_000_000_000.6, 1_700_000_000_001],
    ['the first moment that can be', Date.UTC(2000, 0, 1), Date.UTC(2000, 0, 1)],
    ['a clock that is a day ahead', NOW + ONE_DAY, NOW + ONE_DAY],
  ])('tells its time in %s', (_how, sent, stored) => {
    expect(read(turn({ occurred_at: sent }))).toMatchObject({ occurred_at: stored });
  });

  it('has no time when it told none', () => {
    expect(read(turn({ occurred_at: null }))).not.toHaveProperty('occurred_at');
  });

  it.each([
    ['in the envelope', turn({ turn: 4 }, { turn: undefined }), 4],
    ['in the envelope, with null in its data', turn({ turn: 4 }, { turn: null }), 4],
    ['twice', turn({ turn: 1 }), 1],
    ['as null in the envelope', turn({ turn: null }), 1],
  ])('tells its turn %s', (_where, sent, number) => {
    expect(read(sent)).toMatchObject({ data: { turn: number } });
    expect(read(sent)).not.toHaveProperty('turn');
  });

  it.each([
    ['a number', { amount_usd: 0.1 }, 100_000_000],
    ['a decimal text', { amount_usd: '0.000405' }, 405_000],
    ['nothing', { amount_usd: 0 }, 0],
    ['the most', { amount_usd: '9000000' }, 9_000_000_000_000_000],
    ['nano-USD', { amount_nano_usd: 60 }, 60],
    ['both, the same', { amount_usd: '0.00000006', amount_nano_usd: 60 }, 60],
    ['nano-USD and null', { amount_usd: null, amount_nano_usd: 60 }, 60],
  ])('tells money as %s', (_how, amounts, nano) => {
    expect(read(cost(amounts))).toMatchObject({ data: { amount_nano_usd: nano } });
    expect(read(cost(amounts))).not.toHaveProperty(['data', 'amount_usd']);
  });

  it('tells savings like amounts', () => {
    const reading = read(cost({ amount_usd: 1, savings_usd: '0.5' }));
    expect(reading).toHaveProperty('data', {
      component: 'llm',
      basis: 'billed',
      mode: 'delta',
      amount_nano_usd: 1_000_000_000,
      savings_nano_usd: 500_000_000,
    });
  });

  it('loses every null that says "not known", and no null that is content', () => {
    const parties = {
      direction: 'inbound',
      from: null,
      agent: { id: null, name: 'Ada', tags: { colour: null } },
      providers: { stt: { name: 'deepgram', model: null, options: { colour: null } }, llm: null },
      metadata: { customer: null },
      colour: null,
    };
    expect(read({ type: 'call.started', call_id: 'c', data: parties })).toHaveProperty('data', {
      direction: 'inbound',
      agent: { name: 'Ada', tags: { colour: null } },
      providers: { stt: { name: 'deepgram', options: { colour: null } } },
      metadata: { customer: null },
    });
    const latency = { response_ms: 0, stt_ms: null };
    expect(read(turn({}, { latency }))).toHaveProperty('data.latency', { response_ms: 0 });
    expect(read({ type: 'custom.x', call_id: 'c', data: { a: null } })).toHaveProperty('data', { a: null });
  });

  it.each([
    ['call.ended', undefined],
    ['call.ended', null],
    ['recording.available', undefined],
    ['custom.note', undefined],
  ])('of type %s needs no data', (type, data) => {
    expect(read({ type, call_id: 'c', data })).toHaveProperty('data', {});
  });

  it('says who tells it, as far as it says so', () => {
    const source = { framework: 'livekit', sdk: '1.2', version: null, mood: 'good' };
    expect(read(turn({ source }))).toHaveProperty('source', { framework: 'livekit', adapter: 'native', sdk: '1.2' });
  });

  it.each(['framework', 'adapter', 'sdk', 'version'])(
    'says who tells it when the one before differs in %s',
    (member) => {
      const source = { framework: 'livekit', adapter: 'hook', sdk: '1.2', version: '3' };
      const { [member]: _left, ...others } = source as Record<string, string>;
      const unnamed = { framework: 'custom', adapter: 'native' };
      expect(read(turn({ source }))).toHaveProperty('source', source);
      expect(read(turn({ source: { ...source, [member]: 'other' } }))).toHaveProperty(`source.${member}`, 'other');
      expect(read(turn({ source }))).toHaveProperty('source', source);
      expect(read(turn({ source: others }))).toHaveProperty('source', { ...unnamed, ...others });
      expect(read(turn({}))).toHaveProperty('source', unnamed);
    },
  );

  it('can come from an export: place and time of recording are given anew', () => {
    expect(read(turn({ position: 7, recorded_at: 1, v: 1 }))).toStrictEqual(read(turn()));
  });
});

describe('an event without an id', () => {
  const { id: _id, ...nameless } = turn({ occurred_at: NOW });
  const idOf = (sent: object) => (read(sent) as { id: string }).id;

  it('gets one that names the call and the hash of what it says', () => {
    expect(idOf(nameless)).toMatch(/^native:call-1:[0-9a-f]{32}$/);
  });

  it.each([
    ['the order of keys', { data: { outcome: 'completed', turn: 1 } }],
    ['the place of the turn', { turn: 1, data: { outcome: 'completed' } }],
    ['the way to tell a time', { occurred_at: new Date(NOW).toISOString() }],
    ['nulls', { id: null, data: { turn: 1, outcome: 'completed', user_text: null } }],
    ['who tells it', { source: { framework: 'x', adapter: 'y' } }],
  ])('has the same whatever %s', (_what, changes) => {
    expect(idOf({ ...nameless, ...changes })).toBe(idOf(nameless));
  });

  it.each([
    ['call', { call_id: 'call-2' }],
    ['type', { type: 'turn.corrected' }],
    ['time', { occurred_at: NOW - 1 }],
    ['time untold', { occurred_at: null }],
    ['data', { data: { turn: 2, outcome: 'completed' } }],
  ])('has another for another %s', (_what, changes) => {
    expect(idOf({ ...nameless, ...changes })).not.toBe(idOf(nameless));
  });
});

describe('words in passing', () => {
  it('are told apart, without an id of the log', () => {
    const partial = {
      type: 'transcript.partial',
      call_id: 'c',
      data: { role: 'user', text: 'Hel', utterance_id: null },
    };
    expect(read(partial)).toStrictEqual({
      type: 'transcript.partial',
      call_id: 'c',
      source: { framework: 'custom', adapter: 'native' },
      data: { role: 'user', text: 'Hel' },
    });
  });
});

const nested = (depth: number): object => (depth === 0 ? {} : { a: nested(depth - 1) });
const big = 'x'.repeat(1_048_576);

describe('a bad event', () => {
  it.each<[string, unknown, string, string | undefined]>([
    ['a number', 5, 'not_an_object', undefined],
    ['null', null, 'not_an_object', undefined],
    ['a list', [turn()], 'not_an_object', undefined],
    ['no type', turn({ type: undefined }), 'invalid_field', 'type'],
    ['a type that is a number', turn({ type: 5 }), 'invalid_field', 'type'],
    ['a type that nobody knows', turn({ type: 'no such type' }), 'unknown_type', 'type'],
    ['a type that is a member of objects', turn({ type: 'toString' }), 'unknown_type', 'type'],
    ['a type that would break a stream', turn({ type: 'custom.x\r\nid: 9' }), 'unknown_type', 'type'],
    ['a type of the service itself', turn({ type: 'call.hidden', data: {} }), 'unknown_type', 'type'],
    ['no call_id', turn({ call_id: undefined }), 'invalid_field', 'call_id'],
    ['a call_id that is too long', turn({ call_id: 'x'.repeat(257) }), 'invalid_field', 'call_id'],
    ['a call_id that is a number', turn({ call_id: 5 }), 'invalid_field', 'call_id'],
    ['an empty id', turn({ id: '' }), 'invalid_field', 'id'],
    ['a line break in its id', turn({ id: 'a\nb' }), 'invalid_field', 'id'],
    ['an id of the service itself', turn({ id: 'callscope:call-1:hidden:3' }), 'invalid_field', 'id'],
    ['a time before the year 2000', turn({ occurred_at: 1 }), 'invalid_field', 'occurred_at'],
    ['a time in seconds', turn({ occurred_at: NOW / 1_000 }), 'invalid_field', 'occurred_at'],
    ['a time too far ahead', turn({ occurred_at: NOW + ONE_DAY + 1 }), 'invalid_field', 'occurred_at'],
    ['a time without a zone', turn({ occurred_at: '2026-05-13T00:00:00' }), 'invalid_field', 'occurred_at'],
    ['a time that is an object', turn({ occurred_at: {} }), 'invalid_field', 'occurred_at'],
    ['a source that is a text', turn({ source: 'me' }), 'invalid_field', 'source'],
    ['a source with a number', turn({ source: { framework: 1 } }), 'invalid_field', 'source.framework'],
    ['a source with no name', turn({ source: { adapter: '' } }), 'invalid_field', 'source.adapter'],
    ['another version', turn({ v: 2 }), 'invalid_field', 'v'],
    ['data that is a list', turn({ data: [] }), 'invalid_field', 'data'],
    ['no data where some is needed', turn({ data: undefined }), 'invalid_field', 'data.turn'],
    ['a turn below 0', turn({}, { turn: -1 }), 'invalid_field', 'data.turn'],
    ['two different turns', turn({ turn: 2 }), 'invalid_field', 'turn'],
    ['a turn that is a text', turn({ turn: '1' }), 'invalid_field', 'turn'],
    ['a latency below 0', turn({}, { latency: { stt_ms: -5 } }), 'invalid_field', 'data.latency.stt_ms'],
    ['a latency that is no stage', turn({}, { latency: { sst_ms: 1 } }), 'invalid_field', 'data.latency'],
    ['an outcome that is none', turn({}, { outcome: 'perhaps' }), 'invalid_field', 'data.outcome'],
    ['no amount', cost({}), 'invalid_field', 'data.amount_usd'],
    ['an amount below 0', cost({ amount_usd: -1 }), 'invalid_field', 'data.amount_usd'],
    ['an amount in words', cost({ amount_usd: 'ten' }), 'invalid_field', 'data.amount_usd'],
    ['too large an amount', cost({ amount_usd: 9_000_001 }), 'invalid_field', 'data.amount_usd'],
    ['two different amounts', cost({ amount_usd: 1, amount_nano_usd: 1 }), 'invalid_field', 'data.amount_usd'],
    ['half a nano', cost({ amount_nano_usd: 0.5 }), 'invalid_field', 'data.amount_nano_usd'],
    ['savings below 0', cost({ amount_usd: 1, savings_usd: -1 }), 'invalid_field', 'data.savings_usd'],
    [
      'words in passing of nobody',
      { type: 'transcript.partial', call_id: 'c', data: { text: 'x' } },
      'invalid_field',
      'data.role',
    ],
    ['custom data over 64 KiB', turn({ type: 'custom.x' }, { a: 'x'.repeat(65_536) }), 'invalid_field', 'data'],
    [
      'custom data over 64 KiB in bytes',
      turn({ type: 'custom.x' }, { a: 'é'.repeat(33_000) }),
      'invalid_field',
      'data',
    ],
    [
      'a forbidden key',
      JSON.parse('{"type":"call.ended","call_id":"c","data":{"__proto__":1}}'),
      'forbidden_key',
      'data.__proto__',
    ],
    [
      'a number that no double holds',
      JSON.parse('{"type":"call.ended","call_id":"c","data":{"a":[1e999]}}'),
      'invalid_field',
      'data.a[0]',
    ],
    ['too many levels', turn({ data: nested(63) }), 'too_deep', undefined],
  ])('with %s is refused', (_what, sent, code, field) => {
    const reading = read(sent);
    expect(reading).toMatchObject({ code, message: expect.stringMatching(/^[^\n]{1,400}$/) });
    expect(isRefusal(reading) && reading.field).toBe(field);
  });

  it('may be as deep as 64 levels', () => {
    expect(read({ type: 'custom.x', call_id: 'c', data: nested(62) })).not.toHaveProperty('code');
  });

  it('is told by its size when nobody has looked at that yet', () => {
    const large = turn({}, { user_text: big });
    expect(read(large, false)).toMatchObject({ code: 'event_too_large' });
    expect(read(large, true)).not.toHaveProperty('code');
    expect(read(turn({}, { user_text: 'x'.repeat(1_000_000) }), false)).not.toHaveProperty('code');
    expect(read(turn({}, { user_text: 'é'.repeat(600_000) }), false)).toMatchObject({ code: 'event_too_large' });
  });

  it('is never quoted: it may be personal', () => {
    for (const field of ['type', 'call_id', 'id', 'occurred_at', 'source', 'turn', 'data']) {
      expect(JSON.stringify(read(turn({ [field]: '+1206\n5550142' })))).not.toContain('5550142');
    }
  });
});

describe('any JSON', () => {
  it('is read or refused, and left as it was', () => {
    const field = fc.constantFrom('id', 'type', 'call_id', 'occurred_at', 'source', 'turn', 'data', 'v');
    const sent = fc.dictionary(field, fc.oneof(fc.jsonValue(), fc.constantFrom('call.ended', 'custom.x', 'c')));
    fc.assert(
      fc.property(sent, (event) => {
        const before = JSON.stringify(event);
        const reading = read(event);
        expect(JSON.stringify(event)).toBe(before);
        if (!isRefusal(reading)) expect(reading.call_id).toBe(event['call_id']);
      }),
      RUNS,
    );
  });
});
