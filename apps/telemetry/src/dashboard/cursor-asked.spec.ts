import type { Request } from 'express';
import { cursorAsked } from './cursor-asked';

const asked = (header: string | undefined, after: unknown) =>
  cursorAsked({
    headers: header === undefined ? {} : { 'last-event-id': header },
    query: { after },
  } as unknown as Request);

describe('where a reader wants to go on from', () => {
  it.each<[string, string | undefined, unknown, string | null]>([
    ['now on, when it says nothing', undefined, undefined, null],
    ['the id it saw last', 'abcd-5', undefined, 'abcd-5'],
    ['where the query says', undefined, 'abcd-6', 'abcd-6'],
    ['the id it saw last, before what the query says', 'abcd-5', 'abcd-6', 'abcd-5'],
    ['where the query says, when the header is empty', '', 'abcd-6', 'abcd-6'],
    ['now on, when both are empty', '', '', null],
    ['no place that can be read, when the query says it twice', undefined, ['1', '2'], '["1","2"]'],
    ['no place that can be read, when the query says twice nothing', undefined, ['', ''], '["",""]'],
  ])('is %s', (_what, header, after, cursor) => {
    expect(asked(header, after)).toBe(cursor);
  });
});
