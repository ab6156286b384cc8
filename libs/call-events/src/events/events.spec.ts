import { CALL_EVENT_TYPES, EVENT_SPECS, specOf } from '.';

/** The fields that the event vocabulary marks as personal, by type. */
const PERSONAL: Readonly<Record<string, readonly string[]>> = {
  'call.initiated': ['from', 'to', 'metadata'],
  'call.status_changed': ['raw_status'],
  'call.started': ['from', 'to', 'metadata'],
  'turn.started': [],
  'turn.completed': ['user_text', 'agent_text'],
  'turn.corrected': ['user_text', 'agent_text'],
  'transcript.final': ['text'],
  'latency.recorded': [],
  'usage.recorded': [],
  'cost.recorded': [],
  'tool.started': ['arguments'],
  'tool.ended': ['result'],
  'interruption.detected': [],
  'error.raised': ['message'],
  'recording.available': ['url'],
  'call.ended': ['raw_reason', 'report'],
  'call.analyzed': ['summary', 'structured'],
  'call.timed_out': [],
  'call.hidden': [],
  'call.unhidden': [],
  'call.erased': [],
};

describe.each(CALL_EVENT_TYPES)('the spec of %s', (type) => {
  const { example, fields, guard, personal, v } = EVENT_SPECS[type];

  it('shows an event of that type', () => {
    expect(example()).toMatchObject({ type, v, id: expect.stringMatching(/^.{1,256}$/), data: expect.any(Object) });
    expect(example().call_id).not.toBe('');
    expect(guard(example().data, 'data')).toBeNull();
  });

  it('shows an event that JSON carries unchanged', () => {
    expect(JSON.parse(JSON.stringify(example()))).toStrictEqual(example());
  });

  it('shows a new event each time, so that nobody can spoil it for others', () => {
    expect(example()).not.toBe(example());
    expect(example().data).not.toBe(example().data);
  });

  it('tells the time of its example, if it has one, in milliseconds', () => {
    expect(example().occurred_at ?? Infinity).toBeGreaterThan(Date.UTC(2000, 0, 1));
  });

  it('knows the turn that it may belong to, which tells of nobody', () => {
    const { example, guard, isKept } = EVENT_SPECS[type];
    expect(isKept('turn')).toBe(true);
    expect(guard({ ...example().data, turn: 0 }, 'data')).toBeNull();
    expect(guard({ ...example().data, turn: '+12065550142' }, 'data')).toMatchObject({ field: 'data.turn' });
  });

  it('names as personal only fields that it has', () => {
    expect(Object.keys({ ...fields.required, ...fields.optional })).toEqual(expect.arrayContaining([...personal]));
  });

  it('names as personal what the vocabulary marks so', () => {
    expect([...personal].sort()).toEqual([...(PERSONAL[type] ?? ['a type that the vocabulary lacks'])].sort());
  });
});

describe('the types of events', () => {
  it('are told apart by the ids of their examples', () => {
    const ids = CALL_EVENT_TYPES.map((type) => EVENT_SPECS[type].example().id);
    expect(new Set(ids).size).toBe(CALL_EVENT_TYPES.length);
  });
});

describe("an event of a producer's own kind", () => {
  it('is personal as a whole', () => {
    expect(['note', 'turn'].filter((field) => specOf('custom.note')?.isKept(field))).toEqual([]);
  });

  it.each(['custom', 'custom.', 'custom.a b', 'Custom.note', 'toString', 'call.begun', ''])(
    'is not called %j',
    (type) => {
      expect(specOf(type)).toBeNull();
    },
  );
});

describe('the fields that stay when a call is erased', () => {
  it.each(CALL_EVENT_TYPES)('are, of %s, those that it knows and that are not personal', (type) => {
    const { fields, isKept, personal } = EVENT_SPECS[type];
    const known = Object.keys({ ...fields.required, ...fields.optional });
    const names: readonly string[] = personal;
    expect(known.filter((name) => isKept(name) === names.includes(name))).toEqual([]);
    expect(['mood', 'toString', '__proto__'].filter((name) => isKept(name))).toEqual([]);
  });
});
