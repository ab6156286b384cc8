import { collect, parseLine, type RecordedPost } from './recording';
import { aPost, RECORDED_AT_MS } from './testing/a-post';

const line = (fields: object): string => JSON.stringify({ at_ms: RECORDED_AT_MS, sdk: 'ts', headers: {}, ...fields });

describe('parseLine', () => {
  it('takes the time, the call and the body of a post', () => {
    const body = { call_id: 'CA1', caller: '+12125550100' };
    expect(parseLine(line({ body }), 7)).toEqual({ line: 7, atMs: RECORDED_AT_MS, callId: 'CA1', body });
  });

  it('takes a body that names no call: the service has an answer to it', () => {
    expect(parseLine(line({ body: {} }), 7)).toMatchObject({ line: 7, callId: undefined, body: {} });
  });

  it('passes over a line without content', () => {
    expect(parseLine(' \r', 7)).toBeUndefined();
  });

  it.each([
    ['{"at_ms":1', 'not JSON'],
    ['null', 'not a JSON object'],
    ['[]', 'not a JSON object'],
    [line({}), 'no body that is an object'],
    [line({ body: [] }), 'no body that is an object'],
    [line({ body: '{}' }), 'no body that is an object'],
    [line({ body: {}, at_ms: undefined }), 'no at_ms in milliseconds since 1970'],
    [line({ body: {}, at_ms: '1778625000000' }), 'no at_ms in milliseconds since 1970'],
    [line({ body: {}, at_ms: 1778625000 }), 'no at_ms in milliseconds since 1970'],
  ])('names what is wrong with %s', (text, reason) => {
    expect(parseLine(text, 7)).toEqual({ line: 7, reason });
  });
});

describe('collect', () => {
  const linesOf = (posts: readonly RecordedPost[]): number[] => posts.map((post) => post.line);

  it('puts posts in the order of their time, those of one time in the order of the file', () => {
    const { posts } = collect([aPost(20, 'a', 1), aPost(10, 'a', 2), aPost(20, 'a', 3), aPost(10, 'a', 4)]);
    expect(linesOf(posts)).toEqual([2, 4, 1, 3]);
  });

  it('keeps unreadable lines apart', () => {
    const bad = { line: 2, reason: 'not JSON' };
    const { posts, unreadable } = collect([aPost(0, 'a', 1), bad, aPost(5, 'a', 3)]);
    expect(linesOf(posts)).toEqual([1, 3]);
    expect(unreadable).toEqual([bad]);
  });
});
