import type { StoredEvent } from '@callscope/call-events';
import type { CallRow } from '@callscope/call-state';
import { CallsQueries } from '../calls/calls.queries';
import { Story } from '../testing/events';
import { everyRow, ownViews } from '../testing/own-views';
import { numberOf } from '@callscope/call-state';
import fc from 'fast-check';
import { goldensByVersion, RUNS } from '../../../call-events/src/testing';
import { textsToldBy } from './call-search.evolve';
import { CallSearchProjection } from './call-search.projection';
import { CallSearchQueries } from './call-search.queries';
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
    ['letters that were told in two characters', 'мой', 'мой'.normalize('NFD')],
    ['syllables that were told in two characters', '안녕하세요', '안녕하세요'.normalize('NFD')],
    ['marks that no letter has in it', 'ọ̀rọ̀', 'ọ̀rọ̀ mi'],
    ['a word without its marks', 'שלום', 'שָׁלוֹם'],
    ['the beginning of a word with marks in it', 'विद्यार्थ', 'विद्यार्थी'],
    ['letters that once were marks', 'ᦀᦰᦞ', 'ᦀᦰᦞ'],
    ['a word beside a new picture', 'hi there', 'hi🫩 there'],
    ['a code that was said in two parts', '4711 0815', 'the code is 4711 0815'],
    ['the same code without the blank', '47110815', '47110815, I said'],
    ['a date', '2024-05-01', 'order 2024-05-01 please'],
    ['a local number that was said', '555-1234', 'call 555-1234 now'],
    ['a time', '10.30', 'at 10.30 sharp'],
    ['a number and a word', '24-7 desk', 'the desk is open 24-7'],
  ])('find a call by %s', (_what, text, words) => {
    expect(found(text, said(words), story.turn('b', { user_text: 'something else' }))).toEqual(['a']);
  });

  it.each<[string, string]>([
    ['a word that nobody said', 'zebra'],
    ['one word that was said and one that was not', 'refund zebra'],
    ['the end of a word', 'fund'],
    ['the beginning of a word that is not the last', 'refu please'],
    ['fewer than three letters of a word', 'pl'],
    ['a number of which one part was said', '4711 0815'],
  ])('do not find it by %s', (_what, text) => {
    expect(found(text, said('a refund please, 4711'))).toEqual([]);
  });

  it.each<[string, StoredEvent]>([
    ['the agent in a turn', new Story().turn('a', { agent_text: 'words here' })],
    ['a transcript', new Story().tell('transcript.final', 'a', { role: 'user', text: 'words here' })],
    ['a summary', new Story().tell('call.analyzed', 'a', { summary: 'words here' })],
    ['a report', new Story().ended('a', { report: { transcript: [{ role: 'user', text: 'words here' }, null, 3] } })],
    ['the name of the agent', new Story().started('a', { agent: { id: 'x', name: 'Words Here' } })],
    ['the address of a party', new Story().started('a', { from: 'sip:words@here.example' })],
  ])('come from %s', (_what, event) => {
    expect(found('words here', event)).toEqual(['a']);
  });

  it.each(['+12065550171', '12065550171', '+1 (206) 555-0171', '+1/206/555-0171', '0171', '5550', '+1 206'])(
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

  it.each<[string, StoredEvent]>([
    ['a start', new Story().started('desk-77-xyz')],
    ['an end', new Story().ended('desk-77-xyz', { reason: 'busy' })],
    ['a status', new Story().status('desk-77-xyz')],
    ['a turn without texts', new Story().turn('desk-77-xyz')],
    ['its being given up', new Story().own('timed_out', 'desk-77-xyz')],
  ])('find a call by a part of its id when nothing is known of it but %s', (_what, event) => {
    expect(['77', 'xyz'].map((text) => found(text, event))).toEqual([['desk-77-xyz'], ['desk-77-xyz']]);
  });

  it('find a call by what was said, also when more comes without a text', () => {
    expect(found('refund a', said('a refund'), story.status('a'), story.ended('a'))).toEqual(['a']);
  });

  describe('of a number', () => {
    const calls = (told: string, number: string): string[] => {
      const started = new Story().started('a', { from: told });
      return new CallSearchQueries(ownViews([started])).tellingOf(number);
    };

    it.each([
      '+12065550142',
      '0012065550142',
      '+1 (206) 555-0142',
      '+1/206/555-0142',
      ' +1.206.555.0142 ',
      '+1\u00a0206\u00a05550142',
      'tel:+1-206-555-0142',
      'TEL:001/206/5550142;ext=5',
      'sip:12065550142@carrier.example;user=phone',
      'sips:+1-206-555-0142@host',
      'whatsapp:+1 206 555 0142',
    ])('find its calls, to erase them, when it is told as %s', (told) => {
      expect(calls(told, '12065550142')).toEqual(['a']);
    });

    it('find its calls, however it is told', () => {
      const digit = fc.nat(9).map(String);
      const piece = fc.oneof(
        { weight: 4, arbitrary: digit },
        fc.constantFrom(' ', '.', '-', '/', '(', ')', '\t', '\u00a0'),
      );
      const before = fc.constantFrom('', ' ', 'tel:', 'sip:', 'SIPS:', 'whatsapp:');
      const told = fc
        .tuple(
          before,
          fc.constantFrom('', '+', '00', '+00', '0000'),
          fc.array(piece, { minLength: 3, maxLength: 60 }),
          fc.constantFrom('', ' ', '@host.example', ';ext=12', '@[::1]:5060;user=phone'),
        )
        .map(([scheme, sign, digits, after]) => scheme + sign + digits.join('') + after)
        .filter((text) => numberOf(text) !== null);
      fc.assert(
        fc.property(told, (text) => {
          expect(calls(text, numberOf(text)!)).toEqual(['a']);
        }),
        RUNS,
      );
    });

    it.each(['sip:+1-206-555-0171@host', 'tel:+1/206/555-0171', '+1/206/555-0171'])(
      'find a call by any four digits of what is told as %s',
      (told) => {
        const call = story.initiated('a', { from: told });
        expect(['12065550171', '0171', '5550'].map((text) => found(text, call))).toEqual([['a'], ['a'], ['a']]);
      },
    );

    it('do not grow beyond measure when it has thousands of digits', () => {
      const told = '1'.repeat(50_000) + '4711';
      expect(calls(told, told)).toEqual(['a']);
      const [row] = ownViews([story.ended('a', { report: { caller: told } })])
        .db.prepare<[], { words: string }>('SELECT words FROM view_call_search')
        .all();
      expect(row?.words.length).toBeLessThan(52_000);
    });
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
