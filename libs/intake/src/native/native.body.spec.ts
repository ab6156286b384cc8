import { RefusedInputError } from '../kernel';
import { eventsOfBody } from './native.body';

const events = (body: string) => eventsOfBody(Buffer.from(body));

function refusal(body: string): [string, string | undefined] {
  try {
    events(body);
  } catch (error) {
    if (error instanceof RefusedInputError) return [error.code, error.field];
    throw error;
  }
  throw new Error('it was let in');
}

const list = (length: number) => JSON.stringify(Array.from({ length }, () => 0));

describe('a JSON body', () => {
  it.each([
    ['one event', '{"type":"call.ended"}', [{ type: 'call.ended' }]],
    ['a list', '[{"a":1},{"b":2}]', [{ a: 1 }, { b: 2 }]],
    ['a list in an object', '{"events":[{"a":1},5]}', [{ a: 1 }, 5]],
    ['a list in an object with more in it', '{"note":{"by":"a"},"events":[{"a":1}]}', [{ a: 1 }]],
    ['a list of events of which one is bad', '{"events":[{"constructor":1},5]}', [{ constructor: 1 }, 5]],
    ['a list of nothing', '[]', []],
    ['a list of nothing in an object', '{"events":[]}', []],
    ['an event with a field of that name', '{"type":"custom.x","events":[1]}', [{ type: 'custom.x', events: [1] }]],
    ['an object that is neither', '{}', [{}]],
  ])('can be %s', (_what, body, found) => {
    expect(events(body)).toEqual(found);
  });

  it.each([
    ['', 'empty_body', undefined],
    ['{"type":', 'invalid_json', undefined],
    ['5', 'not_an_object', undefined],
    ['null', 'not_an_object', undefined],
    ['"call.ended"', 'not_an_object', undefined],
    ['{"events":{}}', 'invalid_field', 'events'],
    ['{"events":null}', 'invalid_field', 'events'],
    ['{"events":[],"__proto__":{}}', 'forbidden_key', '__proto__'],
    ['{"events":[],"constructor":1}', 'forbidden_key', 'constructor'],
    ['{"events":[],"note":[{"prototype":1}]}', 'forbidden_key', 'note[0].prototype'],
    ['{"note":1e400,"events":[]}', 'invalid_field', 'note'],
    [`{"type":"custom.x","a":"${'x'.repeat(1_048_576)}"}`, 'event_too_large', undefined],
    [list(10_001), 'batch_too_large', undefined],
    [`{"events":${list(10_001)}}`, 'batch_too_large', undefined],
  ])('cannot be %.30s', (body, code, field) => {
    expect(refusal(body)).toEqual([code, field]);
  });

  it('can be as long as 10 000 events, and larger than one event may be', () => {
    expect(events(list(10_000))).toHaveLength(10_000);
    expect(events(`["${'x'.repeat(1_048_576)}"]`)).toHaveLength(1);
  });
});
