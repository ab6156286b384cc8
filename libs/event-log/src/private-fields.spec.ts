import { CALL_EVENT_TYPES, type CallEvent, EVENT_SPECS } from '@callscope/call-events';
import { splitPersonal } from './private-fields';
import { anEnd, aTurn } from './testing/events';

/** The two parts, read again. */
function split(event: CallEvent): { readonly kept: object; readonly personal: object | null } {
  const { kept, personal } = splitPersonal(event);
  return { kept: JSON.parse(kept) as object, personal: personal === null ? null : (JSON.parse(personal) as object) };
}

describe('splitPersonal', () => {
  it('parts what can be erased from what stays', () => {
    const { kept, personal } = split(aTurn('call', 1, { user_text: 'my number is', tts_characters: 4 }));
    expect(kept).toEqual({ turn: 1, outcome: 'completed', tts_characters: 4 });
    expect(personal).toEqual({ user_text: 'my number is' });
  });

  it('finds nothing personal where nothing personal was told', () => {
    expect(split(anEnd('call', { reason: 'busy' }))).toEqual({ kept: { reason: 'busy' }, personal: null });
  });

  it('knows a field by the type of its event, whatever was split before', () => {
    const data = { reason: 'busy' } as const;
    const note: CallEvent = { id: 'n', type: 'custom.note', v: 1, call_id: 'call', data };
    const [end, told, endAgain] = [anEnd('call', data), note, anEnd('call', data)].map(splitPersonal);
    expect(end).toEqual({ kept: '{"reason":"busy"}', personal: null });
    expect(told).toEqual({ kept: '{}', personal: '{"reason":"busy"}' });
    expect(endAgain).toEqual(end);
  });

  it('takes an agent that holds what nobody knows as personal, whatever was split before', () => {
    const withAgent = (agent: object) =>
      ({ id: 's', type: 'call.started', v: 1, call_id: 'call', data: { direction: 'inbound', agent } }) as CallEvent;
    const told = [{ id: 'a' }, { id: 'a', phone: '+12065550142' }, { id: 'b' }].map(withAgent).map(split);
    expect(told).toEqual([
      { kept: { direction: 'inbound', agent: { id: 'a' } }, personal: null },
      { kept: { direction: 'inbound' }, personal: { agent: { id: 'a', phone: '+12065550142' } } },
      { kept: { direction: 'inbound', agent: { id: 'b' } }, personal: null },
    ]);
  });

  it('takes a field called __proto__ as any other', () => {
    const data = JSON.parse('{"__proto__":{"user_text":"hidden"}}') as Record<string, unknown>;
    const { personal } = splitPersonal({ id: 'n', type: 'custom.note', v: 1, call_id: 'call', data });
    expect(personal).toBe('{"__proto__":{"user_text":"hidden"}}');
  });

  it('passes over what JSON has no text for', () => {
    const event = { ...anEnd('call'), data: { reason: undefined, turns: [1] } } as unknown as CallEvent;
    expect(splitPersonal(event)).toEqual({ kept: '{"turns":[1]}', personal: null });
  });

  it.each(CALL_EVENT_TYPES)('loses and repeats no field of a %s', (type) => {
    const event = EVENT_SPECS[type].example();
    const names: readonly string[] = EVENT_SPECS[type].personal;
    const { kept, personal } = split(event);
    expect({ ...kept, ...personal }).toEqual(event.data);
    expect(Object.keys(kept).filter((name) => names.includes(name))).toEqual([]);
    expect(Object.keys(personal ?? {}).filter((name) => name in kept)).toEqual([]);
  });
});
