import { RECORDED_FILES, recordedPosts } from '../../../../../libs/call-events/src/testing';
import { buildDocument } from '../document';
import { SchemaJudge } from '../testing/schema-judge';
import { ref } from './json-schema';

const judge = new SchemaJudge(buildDocument('1.2.3'), { closed: false });
const flaws = (body: unknown): readonly string[] => judge.flaws(ref('PatterBody'), body);

it.each(RECORDED_FILES)('takes every body that was recorded in %s', (file) => {
  const bodies = recordedPosts(file).map(({ body }) => body);
  expect(bodies.length).toBeGreaterThan(8);
  expect(bodies.flatMap(flaws)).toEqual([]);
});

it('takes lists, empty lists and null where they may stand, and nothing else', () => {
  for (const transcript of [[], null, [{ role: 'user', text: 'Hi.' }]]) {
    expect(flaws({ call_id: 'a', transcript, metrics: { turns: transcript === null ? null : [] } })).toEqual([]);
  }
  expect(flaws({ call_id: 'a', transcript: {} })).not.toEqual([]);
  expect(flaws({ call_id: 'a', metrics: { turns: ['x'] } })).not.toEqual([]);
});
