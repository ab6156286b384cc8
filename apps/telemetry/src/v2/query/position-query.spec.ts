import { DoorError } from '../../door/http-problem';
import { positionOf } from './position-query';

const log = { logId: '0123abcd', head: 41 };
const read = (at: unknown) => positionOf({ at }, 'at', log);

describe('a position that is asked for', () => {
  it.each([
    ['41', 41],
    ['0', 0],
    ['0123abcd-7', 7],
    [undefined, undefined],
    ['', undefined],
  ])('is, told as %j, %j', (at, position) => {
    expect(read(at)).toBe(position);
  });

  it.each([
    ['a cursor of another log', '99999999-7'],
    ['a position to come', '42'],
    ['a cursor to come', '0123abcd-42'],
    ['a fraction', '1.5'],
    ['a negative one', '-1'],
    ['a word', 'yesterday'],
    ['two at once', ['1', '2']],
  ])('is refused, as a flaw of its field, when it is %s', (_what, at) => {
    const refused = expect(() => read(at));
    refused.toThrow(DoorError);
    refused.toThrow(
      expect.objectContaining({
        problem: expect.objectContaining({ status: 400, code: 'invalid_query', field: 'at' }),
      }),
    );
  });
});
