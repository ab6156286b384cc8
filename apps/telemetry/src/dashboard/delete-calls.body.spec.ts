import { callIdsOf } from './delete-calls.body';

const idsOf = (body: unknown): readonly string[] => callIdsOf(Buffer.from(JSON.stringify(body)));

describe('the calls that are to be deleted', () => {
  it.each([
    [{ call_ids: [] }, []],
    [{ call_ids: ['a', 'b'] }, ['a', 'b']],
    [{ call_ids: ['a', 'a', 'b', 'a'] }, ['a', 'b']],
    [{ call_ids: ['a'], more: true }, ['a']],
  ])('in %j are %j', (body, ids) => {
    expect(idsOf(body)).toEqual(ids);
  });

  it.each([
    [{}],
    [{ call_ids: null }],
    [{ call_ids: 'a' }],
    [{ call_ids: { 0: 'a' } }],
    [{ call_ids: ['a', 5] }],
    [{ call_ids: Array.from({ length: 10_001 }, (_, i) => `${i}`) }],
  ])('cannot be told by %.40j', (body) => {
    expect(() => idsOf(body)).toThrow(/^call_ids must be a list/);
  });

  it('are read by the same rules as any body', () => {
    expect(() => idsOf(['a'])).toThrow(/must be one JSON object/);
    expect(() => callIdsOf(Buffer.alloc(0))).toThrow(/is empty/);
  });
});
