import { CALL_EVENT_TYPES, EVENT_SPECS } from '@callscope/call-events';
import { splitPersonal } from './private-fields';
import { anEnd, aTurn } from './testing/events';

describe('splitPersonal', () => {
  it('parts what can be erased from what stays', () => {
    const { kept, personal } = splitPersonal(aTurn('call', 1, { user_text: 'my number is', tts_characters: 4 }));
    expect(kept).toEqual({ turn: 1, outcome: 'completed', tts_characters: 4 });
    expect(personal).toEqual({ user_text: 'my number is' });
  });

  it('finds nothing personal where nothing personal was told', () => {
    expect(splitPersonal(anEnd('call', { reason: 'busy' }))).toEqual({ kept: { reason: 'busy' }, personal: null });
  });

  it('takes a field called __proto__ as any other', () => {
    const data = JSON.parse('{"__proto__":{"user_text":"hidden"}}') as Record<string, unknown>;
    const { personal } = splitPersonal({ id: 'n', type: 'custom.note', v: 1, call_id: 'call', data });
    expect(JSON.stringify(personal)).toBe('{"__proto__":{"user_text":"hidden"}}');
  });

  it.each(CALL_EVENT_TYPES)('loses and repeats no field of a %s', (type) => {
    const event = EVENT_SPECS[type].example();
    const names: readonly string[] = EVENT_SPECS[type].personal;
    const { kept, personal } = splitPersonal(event);
    expect({ ...kept, ...personal }).toEqual(event.data);
    expect(Object.keys(kept).filter((name) => names.includes(name))).toEqual([]);
    expect(Object.keys(personal ?? {}).filter((name) => name in kept)).toEqual([]);
  });
});
