import { CALL_EVENT_TYPES, EVENT_SPECS } from '../events';
import type { EventEnvelope } from '../envelope';
import { defineEvent } from '../event-spec';
import { integer, text } from '../guard/rule';
import { currentVersion } from './registry';
import { UnknownVersionError } from './unknown-version.error';
import { upcast } from './upcast';
import type { DataOfVersion } from './upcaster';

interface PauseData {
  readonly length_ms: number;
  readonly asked_by: string;
  readonly words?: string;
}

/** A made-up event: version 1 told seconds, version 2 milliseconds, version 3 says who asked for the pause. */
const pause = defineEvent<EventEnvelope<'call.paused', PauseData, 3>>({
  type: 'call.paused',
  v: 3,
  upcasters: {
    1: ({ seconds, ...rest }) => ({ ...rest, length_ms: (seconds as number) * 1_000 }),
    2: (data) => ({ ...data, asked_by: 'unknown' }),
  },
  personal: ['words'],
  fields: { required: { length_ms: integer(), asked_by: text() }, optional: { words: text() } },
  example: () => ({
    id: 'p1',
    type: 'call.paused',
    v: 3,
    call_id: 'call-1',
    data: { length_ms: 1_500, asked_by: 'agent', words: 'One moment.' },
  }),
});

const registry = new Map([['call.paused', pause]]);

function stored(v: number, data: DataOfVersion, type = 'call.paused') {
  return { position: 7, id: 'p1', type, v, call_id: 'call-1', recorded_at: 1_778_627_000_000, data };
}

describe('an event of an older version', () => {
  it.each([
    [1, { seconds: 2, words: 'Wait.' }, { length_ms: 2_000, asked_by: 'unknown', words: 'Wait.' }],
    [2, { length_ms: 1_500 }, { length_ms: 1_500, asked_by: 'unknown' }],
  ])('as version %i is given in the current one, with all else as it was', (v, before, after) => {
    const now = upcast(stored(v, before), registry);
    expect(now).toStrictEqual(stored(3, after));
    expect(pause.guard(now.data, 'data')).toBeNull();
  });

  it('is itself not changed', () => {
    const event = stored(1, Object.freeze({ seconds: 2 }));
    upcast(Object.freeze(event), registry);
    expect(event).toStrictEqual(stored(1, { seconds: 2 }));
  });
});

describe('an event of the current version', () => {
  it('is given as it is', () => {
    const event = stored(3, { length_ms: 1, asked_by: 'caller' });
    expect(upcast(event, registry)).toBe(event);
  });

  it.each(CALL_EVENT_TYPES)('of type %s is given as it is by what the log uses', (type) => {
    const event = EVENT_SPECS[type].example();
    expect(upcast(event)).toBe(event);
  });
});

describe("an event of a producer's own kind", () => {
  it.each([1, 2])('is given as it is, though version %i of it means nothing to us', (v) => {
    const event = stored(v, { seconds: 2 }, 'custom.pause');
    expect(upcast(event, registry)).toBe(event);
  });
});

describe('an event that this build does not know', () => {
  it.each([4, 0, -1, 1.5, NaN])('in version %d is refused by type and version', (version) => {
    const read = () => upcast(stored(version, { length_ms: 1 }), registry);
    expect(read).toThrow(UnknownVersionError);
    expect(read).toThrow(`call.paused in version ${version}, which this build knows up to version 3`);
    expect(caught(read)).toMatchObject({ code: 'unknown_version', type: 'call.paused', version, known: 3 });
  });

  it('at all is refused too', () => {
    const read = () => upcast(stored(1, {}, 'call.resumed'), registry);
    expect(read).toThrow('call.resumed in version 1, which this build knows not at all');
    expect(caught(read)).toMatchObject({ code: 'unknown_version', type: 'call.resumed', version: 1, known: null });
  });

  it.each(['toString', '__proto__', 'customs'])('is %s', (type) => {
    expect(() => upcast(stored(1, {}, type))).toThrow(UnknownVersionError);
  });
});

describe('the current version', () => {
  it.each(CALL_EVENT_TYPES)('of %s is that of its spec and of its example', (type) => {
    expect([currentVersion(type), EVENT_SPECS[type].example().v]).toEqual([EVENT_SPECS[type].v, EVENT_SPECS[type].v]);
  });

  it.each(['custom.note', 'transcript.partial'])('of %s, which has no spec of its own, is 1', (type) => {
    expect(currentVersion(type)).toBe(1);
  });
});

describe('a type whose upcasters do not fit its version', () => {
  const same = (data: DataOfVersion): DataOfVersion => data;

  it.each([
    ['lacks one', { 1: same }],
    ['begins too late', { 2: same }],
    ['has one too many', { 1: same, 2: same, 3: same }],
    ['has none', {}],
  ])('cannot be defined when it %s', (_what, upcasters) => {
    expect(() => defineEvent({ ...pause, upcasters })).toThrow('call.paused is in version 3');
  });
});

function caught(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return error;
  }
}
