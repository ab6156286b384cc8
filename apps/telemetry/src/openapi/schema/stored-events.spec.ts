import { goldensToday } from '../../../../../libs/call-events/src/testing';
import { buildDocument } from '../document';
import { SchemaJudge } from '../testing/schema-judge';
import { ref } from './json-schema';
import '@callscope/intake';

const judge = new SchemaJudge(buildDocument('1.2.3'), { closed: true });
const schema = ref('StoredEvent');

describe('the schema of stored events', () => {
  it.each(goldensToday().map((event) => [event.type, event] as const))('takes a golden %s', (_, event) => {
    expect(judge.flaws(schema, event)).toEqual([]);
  });

  it('takes an erased event, which has lost what was personal', () => {
    const raised = goldensToday().find(({ type }) => type === 'error.raised')!;
    const { message: _message, ...data } = raised.data as { message: string };
    expect(judge.flaws(schema, { ...raised, erased: true, data })).toEqual([]);
  });

  it.each([
    ['without its place', { position: undefined }],
    ['of a version that nobody writes', { v: 99 }],
    ['with a field that no event has', { topic: 'x' }],
    ['whose data is not of its type', { data: { turn: 'first' } }],
  ])('refuses an event %s', (_, change) => {
    const turn = goldensToday().find(({ type }) => type === 'turn.completed')!;
    expect(judge.flaws(schema, JSON.parse(JSON.stringify({ ...turn, ...change })))).not.toEqual([]);
  });
});
