import { specOf } from '.';

const spec = specOf('call.started');
const knownOnly = (data: object) => spec?.knownOnly(data);

describe('what an event holds that nobody knows', () => {
  it('is left out of its agent and its providers', () => {
    const agent = { id: 'a', name: 'Ada', version: '2', phone: '+12065550142' };
    const llm = { name: 'x', model: 'y', user: '+12065550142' };
    expect(knownOnly({ direction: 'inbound', agent, providers: { llm, stt: { name: 'z' }, caller: 'Bo' } })).toEqual({
      direction: 'inbound',
      agent: { id: 'a', name: 'Ada', version: '2' },
      providers: { llm: { name: 'x', model: 'y' }, stt: { name: 'z' } },
    });
  });

  it('leaves no object behind that holds nothing', () => {
    const providers = { llm: { user: '+12065550142' } };
    expect(knownOnly({ direction: 'inbound', agent: { phone: '+12065550142' }, providers })).toEqual({
      direction: 'inbound',
    });
  });

  it('stays where it is personal as a whole', () => {
    const data = { direction: 'inbound', metadata: { phone: '+12065550142' }, mood: { phone: '+12065550142' } };
    expect(knownOnly(data)).toBe(data);
  });

  it('is looked for without a copy', () => {
    const data = { direction: 'inbound', agent: { id: 'a' }, providers: { llm: { name: 'x' } } };
    expect(knownOnly(data)).toBe(data);
  });

  it('makes the field that holds it personal', () => {
    expect(spec?.isKept('agent', { id: 'a' })).toBe(true);
    expect(spec?.isKept('agent', { id: 'a', phone: '+12065550142' })).toBe(false);
    expect(spec?.isKept('direction', 'inbound')).toBe(true);
    expect(spec?.isKept('metadata', {})).toBe(false);
  });
});
