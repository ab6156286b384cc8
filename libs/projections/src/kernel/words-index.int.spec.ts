import { readFileSync } from 'node:fs';
import type { StoredEvent } from '@callscope/call-events';
import fc from 'fast-check';
import { RUNS } from '../../../call-events/src/testing';
import { Story } from '../testing/events';
import { refuse, ViewsFile } from '../testing/views-file';
import type { RowProjection } from './projection';
import type { ViewsStore } from './views-store';

interface NoteRow {
  readonly text: string | null;
}

/** The newest note of each call, by its words. */
const notes: RowProjection<NoteRow, StoredEvent> = {
  name: 'call-notes',
  version: 1,
  source: 'log',
  columns: {
    length: { type: 'INTEGER', of: (row) => row.text?.length ?? 0 },
    text: { type: 'WORDS', of: (row) => row.text },
  },
  keys: (event) => [event.call_id],
  evolve: (_row, { type, data }) => (type === 'call.ended' ? null : { text: null, ...(data as object) }),
};

describe('the words of a read model', () => {
  let file: ViewsFile;
  let story: Story;
  let views: ViewsStore;

  beforeEach(() => {
    file = new ViewsFile();
    story = new Story();
    open();
  });
  afterEach(() => file.remove());

  function open(): void {
    views = file.open([notes]);
  }
  function take(...events: StoredEvent[]): void {
    views.apply(events);
    views.flush();
  }
  const note = (callId: string, text: string | null): StoredEvent => story.note(callId, { text });
  const found = (words: string): unknown[] =>
    views.db
      .prepare(
        `SELECT key FROM view_call_notes
         WHERE id IN (SELECT rowid FROM view_call_notes_words WHERE view_call_notes_words MATCH ?) ORDER BY key`,
      )
      .pluck()
      .all(words);
  /** Throws when the index has other words than the rows. */
  const checkIndex = (): unknown =>
    views.db.exec("INSERT INTO view_call_notes_words (view_call_notes_words, rank) VALUES ('integrity-check', 1)");

  it('find its rows, in small letters or large, whole or by how they begin', () => {
    take(note('a', 'The pump is broken.'), note('b', 'a broken lamp'), note('c', 'all is well'));
    expect([found('broken'), found('PUMP'), found('is'), found('lam*'), found('broken lamp'), found('lam')]).toEqual([
      ['a', 'b'],
      ['a'],
      ['a', 'c'],
      ['b'],
      ['b'],
      [],
    ]);
  });

  it('stay with the rows behind one that was told anew in the same go', () => {
    take(note('a', 'a pump'));
    take(note('a', 'a lamp'), note('b', 'a bell'), note('c', 'a lamp'));
    expect([found('a'), found('lamp'), found('pump')]).toEqual([['a', 'b', 'c'], ['a', 'c'], []]);
    expect(checkIndex).not.toThrow();
  });

  it('go with a row that makes room for another one under its number', () => {
    take(note('a', 'a pump'));
    take(story.ended('a'), note('b', 'a bell'));
    expect([found('a'), found('pump'), found('bell')]).toEqual([['b'], [], ['b']]);
    expect(checkIndex).not.toThrow();
  });

  it('are found with their accents and without', () => {
    take(note('a', 'Café in Zürich'), note('b', 'cafe'));
    expect([found('cafe'), found('CAFÉ'), found('zurich'), found('zürich')]).toEqual([
      ['a', 'b'],
      ['a', 'b'],
      ['a'],
      ['a'],
    ]);
  });

  it('are those of the row as it is now', () => {
    take(note('a', 'pump'), note('b', 'pump'));
    take(note('a', 'lamp'));
    expect([found('pump'), found('lamp')]).toEqual([['b'], ['a']]);
    take(story.ended('b'), note('a', null));
    expect([found('pump'), found('lamp')]).toEqual([[], []]);
    take(note('b', 'door'), note('a', 'door'));
    expect([found('door'), found('pump')]).toEqual([['a', 'b'], []]);
    checkIndex();
  });

  it('are in step with the rows whatever happens', () => {
    const text = fc.option(fc.array(fc.constantFrom('pump', 'lamp', 'door', 'Tür'), { maxLength: 4 }));
    const change = fc.record({ call: fc.constantFrom('a', 'b', 'c'), ends: fc.boolean(), text });
    const step = fc.record({ changes: fc.array(change, { minLength: 1, maxLength: 4 }), reopens: fc.boolean() });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 6 }), (steps) => {
        for (const { changes, reopens } of steps) {
          take(
            ...changes.map(({ call, ends, text: words }) =>
              ends ? story.ended(call) : note(call, words?.join(' ') ?? null),
            ),
          );
          if (reopens) {
            views.close();
            open();
          }
          checkIndex();
        }
      }),
      { numRuns: RUNS.numRuns / 4 },
    );
  });

  it('stay as they were when the rows could not be written', () => {
    take(note('a', 'pump'));
    const endOfIt = refuse(views, 'view_call_notes', 'b');
    expect(() => {
      take(note('a', 'lamp'), note('b', 'lamp'));
    }).toThrow('disk full');
    endOfIt();
    expect([found('pump'), found('lamp')]).toEqual([['a'], []]);
    checkIndex();
  });

  it('leave no byte in the file once they are taken out', () => {
    const calls = Array.from({ length: 1_200 }, (_, n) => n);
    for (let from = 0; from < calls.length; from += 100) {
      take(...calls.slice(from, from + 100).map((n) => note(`call-${n}`, `${word(n)} and words of many`)));
    }
    expect([310, 777, 500].map(standsInFile)).toEqual([true, true, true]);
    take(note('call-310', 'other'), story.ended('call-777'));
    expect([310, 777, 500].map(standsInFile)).toEqual([false, false, true]);
  });

  it('leave not even a beginning in the file once the views are wiped', () => {
    const calls = Array.from({ length: 3_000 }, (_, n) => n);
    const number = (n: number): string => `49${1_000_000_000 + ((n * 7_919) % 899_999_999)}`;
    const ends = (digits: string): string => Array.from({ length: 8 }, (_, from) => digits.slice(from)).join(' ');
    take(...calls.map((n) => note(`call-${n}`, ends(number(n)))));
    const gone = calls.filter((n) => n % 3 === 0);
    take(...gone.map((n) => story.ended(`call-${n}`)));
    expect(pageStarts().filter((start) => !isBeginning(start))).not.toEqual([]);
    views.wipe();
    expect(pageStarts().filter((start) => !isBeginning(start))).toEqual([]);
    const bytes = ['', '-wal'].map((suffix) => readFileSync(`${file.path}${suffix}`));
    expect(gone.filter((n) => bytes.some((each) => each.includes(number(n))))).toEqual([]);
    checkIndex();
    expect([found(number(1)), found(number(3))]).toEqual([['call-1'], []]);
    // Nothing to do the second time.
    views.wipe();
    checkIndex();
    take(note('call-3', number(3)));
    expect(found(number(3))).toEqual(['call-3']);
  });

  /** With what the pages of the index are found by. */
  const pageStarts = (): string[] =>
    views.db
      .prepare<[], string>("SELECT substr(CAST(term AS TEXT), 2) FROM view_call_notes_words_idx WHERE term <> ''")
      .pluck()
      .all();
  const isBeginning = (start: string): boolean => start === '' || found(`"${start}"*`).length > 0;

  const tail = (n: number): string => `zanzibar${1_000 + n}`;
  const word = (n: number): string => `${n % 10}${n}${tail(n)}`;

  /** Looked at without SQLite. In the index a word may stand without how it begins, when another begins so too. */
  function standsInFile(n: number): boolean {
    views.db.pragma('wal_checkpoint(TRUNCATE)');
    return ['', '-wal'].some((suffix) => readFileSync(`${file.path}${suffix}`).includes(tail(n)));
  }
});
