import type { StoredEvent } from '@callscope/call-events';
import type { CallRow } from '@callscope/call-state';
import { CallsQueries } from '../calls/calls.queries';
import { Story } from '../testing/events';
import { everyRow, ownViews } from '../testing/own-views';
import fc from 'fast-check';
import { goldensByVersion, RUNS } from '../../../call-events/src/testing';
import { textsToldBy } from './call-search.evolve';
import { CallSearchProjection } from './call-search.projection';
import { matchOf } from './search-words';

describe('the words of calls', () => {
  let story: Story;
  beforeEach(() => {
    story = new Story();
  });

  function found(text: string, ...events: StoredEvent[]): string[] {
    const views = ownViews(events);
    const search = { typed: text, expression: matchOf(text) };
    const query = { sort: 'started_at', descending: false, limit: 50, filter: {}, search, after: null } as const;
    return new CallsQueries(views).page(query).calls.map((call) => (JSON.parse(call) as CallRow).call_id);
  }

  const said = (text: string): StoredEvent => story.turn('a', { user_text: text });

  it.each<[string, string, string]>([
    ['a word', 'refund', 'I want a refund, please.'],
    ['a word in another case', 'REFUND', 'a Refund'],
    ['a word with and without accents', 'storung', 'eine Störung'],
    ['accents that were typed in two characters', 'cafe\u0301', 'the café'],
    ['several words, in any order', 'please refund', 'a refund please'],
    ['the beginning of the last word', 'please refu', 'a refund please'],
    ['a word with a sign in it', "o'brien", "Mr O'Brien"],
    ['a word of a script without blanks', '予約', 'はい、予約をお願いします'],
    ['a word behind a line break', 'second', 'first\nsecond'],
  ])('find a call by %s', (_what, text, words) => {
    expect(found(text, said(words), story.turn('b', { user_text: 'something else' }))).toEqual(['a']);
  });

  it.each<[string, string]>([
    ['a word that nobody said', 'zebra'],
    ['one word that was said and one that was not', 'refund zebra'],
    ['the end of a word', 'fund'],
    ['the beginning of a word that is not the last', 'refu please'],
    ['fewer than three letters of a word', 'pl'],
  ])('do not find it by %s', (_what, text) => {
    expect(found(text, said('a refund please'))).toEqual([]);
  });

  it.each<[string, StoredEvent]>([
    ['the agent in a turn', new Story().turn('a', { agent_text: 'words here' })],
    ['a transcript', new Story().tell('transcript.final', 'a', { role: 'user', text: 'words here' })],
    ['a summary', new Story().tell('call.analyzed', 'a', { summary: 'words here' })],
    ['a report', new Story().ended('a', { report: { transcript: [{ role: 'user', text: 'words here' }, null, 3] } })],
    ['the name of the agent', new Story().started('a', { agent: { id: 'x', name: 'Words Here' } })],
  ])('come from %s', (_what, event) => {
    expect(found('words here', event)).toEqual(['a']);
  });

  it.each(['+12065550171', '12065550171', '+1 (206) 555-0171', '0171', '5550', '+1 206'])(
    'find a number by %s',
    (text) => {
      const call = story.initiated('a', { from: '+12065550171', to: 'sip:desk@example.org' });
      expect(found(text, call, story.initiated('b', { from: '+4930123456' }))).toEqual(['a']);
    },
  );

  it('find a call by its id, by the beginning of it, and by a part', () => {
    const events = ['CA12-front-1', 'CA99-back-2'].map((id) => story.turn(id, { user_text: 'hello' }));
    expect(['CA12-front-1', 'CA12', 'front', 'CA'].map((text) => found(text, ...events))).toEqual([
      ['CA12-front-1'],
      ['CA12-front-1'],
      ['CA12-front-1'],
      ['CA12-front-1', 'CA99-back-2'],
    ]);
  });

  it('find a call of which nothing was told but a cost, by its id', () => {
    expect(found('call-x', story.cost('call-x'))).toEqual(['call-x']);
  });

  it.each(['"', '*', 'NOT', 'a" OR "b', '(', ')', 'words:x', '^x', '-', '%', "'"])(
    'take %s as text, never as an order to the index',
    (text) => {
      expect(() => found(text, said('anything'))).not.toThrow();
    },
  );

  it('are gone when the call is erased', () => {
    expect(found('refund', said('a refund'), story.own('erased', 'a'), story.own('unhidden', 'a'))).toEqual([]);
    const rows = ownViews([said('a refund'), story.own('erased', 'a')])
      .db.prepare('SELECT * FROM view_call_search')
      .all();
    expect(rows).toEqual([]);
  });

  it('are the same however their events were cut into pages, whatever blanks were told', () => {
    const piece = fc.constantFrom('a', 'É', '予約', ' ', '  ', '\n', '\t', '\u00a0', '\u2009', '\u3000', '\ufeff');
    const texts = fc.array(fc.array(piece, { minLength: 1, maxLength: 8 }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(texts, (told) => {
        const own = new Story();
        const events = told.map((pieces) => own.turn('a', { user_text: pieces.join('') }));
        const bit = ownViews();
        for (const event of events) {
          bit.apply([event]);
          bit.flush();
        }
        const [inBits, atOnce] = [everyRow(bit), everyRow(ownViews(events))];
        expect(inBits).toBe(atOnce);
      }),
      RUNS,
    );
  });

  it('are in no event but those that the index is made from', () => {
    const { types } = new CallSearchProjection();
    const telling = [...goldensByVersion().values()].flat().filter((event) => textsToldBy(event) !== undefined);
    expect(new Set(telling.map(({ type }) => type))).toEqual(new Set(types));
  });
});
