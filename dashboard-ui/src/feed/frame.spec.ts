import { readFrame } from './frame';

describe('readFrame', () => {
  it('reads the data of a named frame', () => {
    expect(readFrame('calls_removed', '{"call_ids":["a"]}')).toEqual({
      name: 'calls_removed',
      data: { call_ids: ['a'] },
    });
  });

  it('passes over what is no JSON object', () => {
    expect(readFrame('call', '{"call_id":')).toBeNull();
    expect(readFrame('call', 'null')).toBeNull();
  });
});
