import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { StoredEvent } from '@callscope/call-events';
import SqliteDatabase from 'better-sqlite3';
import { Story } from '../testing/events';
import { removeFolder, tempFolder } from '../testing/temp-folder';
import { diaryOfTypes, Stumbler, typesOfCalls } from '../testing/toy-projections';
import type { ProjectionDefinition } from './projection';
import { ViewsStore } from './views-store';

const LOG = 'abcdefgh';

describe('ViewsStore', () => {
  let folder: string;
  let file: string;
  let story: Story;
  const opened: ViewsStore[] = [];

  beforeEach(() => {
    folder = tempFolder();
    file = join(folder, 'views.sqlite');
    story = new Story();
  });
  afterEach(() => {
    for (const views of opened.splice(0)) views.close();
    removeFolder(folder);
  });

  function open(logId: string, ...projections: ProjectionDefinition[]): ViewsStore {
    const views = new ViewsStore(file, logId, projections);
    opened.push(views);
    return views;
  }

  /** Rows as somebody else reads them from the file. */
  function rows(table: string): unknown[] {
    const db = new SqliteDatabase(file, { readonly: true });
    try {
      const found = db.prepare<[], { key: string; position: number; row: string }>(
        `SELECT * FROM ${table} ORDER BY key`,
      );
      return found.all().map(({ key, position, row }) => [key, position, JSON.parse(row) as unknown]);
    } finally {
      db.close();
    }
  }

  const types = (...names: string[]): unknown => ({ types: names });

  describe('apply', () => {
    it('makes the rows and moves the checkpoint', () => {
      const views = open(LOG, typesOfCalls());
      expect(views.position).toBe(0);
      views.apply([story.initiated('a'), story.started('b'), story.turn('a')]);
      expect(views.position).toBe(3);
      expect(rows('view_types')).toEqual([
        ['a', 3, types('call.initiated', 'turn.completed')],
        ['b', 2, types('call.started')],
      ]);
    });

    it('takes away a row that has come to nothing, and makes it anew when it begins again', () => {
      const views = open(LOG, typesOfCalls());
      views.apply([story.started('a'), story.started('b')]);
      views.apply([story.ended('a'), story.ended('b'), story.turn('b')]);
      expect(rows('view_types')).toEqual([['b', 5, types('turn.completed')]]);
      views.apply([story.turn('a')]);
      expect(rows('view_types')).toEqual([
        ['a', 6, types('turn.completed')],
        ['b', 5, types('turn.completed')],
      ]);
    });

    it('writes only the rows that the page has changed', () => {
      const views = open(LOG, typesOfCalls());
      views.apply([story.started('a'), story.started('b')]);
      views.db.exec(`CREATE TRIGGER refused BEFORE INSERT ON view_types WHEN NEW.key = 'a'
        BEGIN SELECT RAISE(ABORT, 'not this one'); END`);
      views.apply([story.turn('b')]);
      expect([views.position, rows('view_types')]).toEqual([
        3,
        [
          ['a', 1, types('call.started')],
          ['b', 3, types('call.started', 'turn.completed')],
        ],
      ]);
    });

    it('keeps the columns in step with the rows', () => {
      const views = open(LOG, typesOfCalls());
      views.apply([story.started('a'), story.turn('a')]);
      const column = views.db.prepare('SELECT number FROM view_types').pluck();
      expect(column.get()).toBe(2);
      views.apply([story.turn('a')]);
      expect(column.get()).toBe(3);
    });

    it('shows a derived projection every single change of its source, in order', () => {
      const views = open(LOG, typesOfCalls(), diaryOfTypes());
      views.apply([story.started('a'), story.started('b'), story.turn('a'), story.ended('a'), story.turn('a')]);
      expect(rows('view_diary')).toEqual([
        [
          'a',
          5,
          {
            changes: [
              { before: 0, after: 1, position: 1 },
              { before: 1, after: 2, position: 3 },
              { before: 2, after: 0, position: 4 },
              { before: 0, after: 1, position: 5 },
            ],
          },
        ],
        ['b', 2, { changes: [{ before: 0, after: 1, position: 2 }] }],
      ]);
    });

    it('shows a derived projection every row that one event has changed', () => {
      const twice: ProjectionDefinition = {
        ...typesOfCalls(),
        keys: (event) => [(event as StoredEvent).call_id, 'all'],
      };
      const views = open(LOG, twice, diaryOfTypes());
      views.apply([story.started('a'), story.started('b')]);
      expect(rows('view_diary')).toMatchObject([
        ['a', 1, { changes: [{ position: 1 }] }],
        ['all', 2, { changes: [{ position: 1 }, { position: 2 }] }],
        ['b', 2, { changes: [{ position: 2 }] }],
      ]);
    });

    it('tells all changes of a page by read model, in order of position', () => {
      const changes = open(LOG, typesOfCalls(), diaryOfTypes()).apply([
        story.started('a'),
        story.started('b'),
        story.ended('a'),
      ]);
      expect(changes.get('types')).toEqual([
        { key: 'a', before: null, after: types('call.started'), position: 1 },
        { key: 'b', before: null, after: types('call.started'), position: 2 },
        { key: 'a', before: types('call.started'), after: null, position: 3 },
      ]);
      expect(changes.get('diary')?.map(({ key, position }) => [key, position])).toEqual([
        ['a', 1],
        ['b', 2],
        ['a', 3],
      ]);
    });

    it('tells no change where a row stays the very same', () => {
      const still: ProjectionDefinition = { ...typesOfCalls(), evolve: (row) => row };
      const views = open(LOG, still, diaryOfTypes());
      const changes = views.apply([story.started('a')]);
      expect([changes.get('types'), rows('view_diary'), views.position]).toEqual([[], [], 1]);
    });

    it('does nothing for no events', () => {
      const views = open(LOG, typesOfCalls());
      expect(views.apply([]).size).toBe(0);
      expect(views.position).toBe(0);
    });

    it('leaves neither rows nor checkpoint when the file refuses the page, and takes it when asked again', () => {
      const views = open(LOG, typesOfCalls(), diaryOfTypes());
      views.apply([story.started('a')]);
      views.db.exec(`CREATE TRIGGER refused BEFORE INSERT ON view_diary WHEN NEW.key = 'b'
        BEGIN SELECT RAISE(ABORT, 'disk full'); END`);
      const page = [story.turn('a'), story.started('b')];
      expect(() => views.apply(page)).toThrow('disk full');
      expect([views.position, rows('view_types')]).toEqual([1, [['a', 1, types('call.started')]]]);
      views.db.exec('DROP TRIGGER refused');
      views.apply(page);
      expect([views.position, rows('view_types')]).toEqual([
        3,
        [
          ['a', 2, types('call.started', 'turn.completed')],
          ['b', 3, types('call.started')],
        ],
      ]);
    });
  });

  it('leaves the rows as they were when the checkpoint cannot move', () => {
    const views = open(LOG, typesOfCalls());
    views.apply([story.started('a')]);
    views.db.exec(`CREATE TRIGGER refused BEFORE UPDATE ON checkpoint BEGIN SELECT RAISE(ABORT, 'disk full'); END`);
    expect(() => views.apply([story.turn('a'), story.started('b')])).toThrow('disk full');
    expect([views.position, rows('view_types')]).toEqual([1, [['a', 1, types('call.started')]]]);
  });

  describe('an event that a projection cannot take', () => {
    const told = jest.fn();
    let views: ViewsStore;

    beforeEach(() => {
      told.mockClear();
      views = new ViewsStore(file, LOG, [typesOfCalls(), diaryOfTypes(), new Stumbler('stone')], told);
      opened.push(views);
    });

    it('is set aside for that one, which goes on with the next', () => {
      views.apply([story.started('a'), story.turn('a', {}, { id: 'stone' }), story.turn('a'), story.started('b')]);
      expect([views.position, rows('view_stumbler')]).toEqual([4, [['all', 4, { n: 3 }]]]);
    });

    it('is taken by all others', () => {
      views.apply([story.started('a'), story.turn('a', {}, { id: 'stone' })]);
      expect(rows('view_types')).toEqual([['a', 2, types('call.started', 'turn.completed')]]);
      expect(rows('view_diary')).toMatchObject([['a', 2, { changes: [{ position: 1 }, { position: 2 }] }]]);
    });

    it('is counted, and told of once', () => {
      views.apply([story.started('a'), story.turn('a', {}, { id: 'stone' })]);
      views.apply([story.turn('a')]);
      expect([...views.deadLetters()]).toEqual([['stumbler', 1]]);
      expect(told.mock.calls).toEqual([[expect.objectContaining({ projection: 'stumbler', position: 2 })]]);
    });

    it('is still counted after reopening', () => {
      views.apply([story.turn('a', {}, { id: 'stone' })]);
      views.close();
      expect([...open(LOG, typesOfCalls(), diaryOfTypes(), new Stumbler('stone')).deadLetters()]).toEqual([
        ['stumbler', 1],
      ]);
    });

    it('is not counted when the page was not taken in', () => {
      views.db.exec(`CREATE TRIGGER refused BEFORE INSERT ON view_types BEGIN SELECT RAISE(ABORT, 'disk full'); END`);
      expect(() => views.apply([story.turn('a', {}, { id: 'stone' })])).toThrow('disk full');
      expect([views.deadLetters().size, told.mock.calls]).toEqual([0, []]);
      views.db.exec('DROP TRIGGER refused');
      views.apply([story.turn('a')]);
      expect([views.deadLetters().size, told.mock.calls]).toEqual([0, []]);
    });

    it('is not to blame when a row cannot be read: the page is not taken in', () => {
      views.apply([story.started('a')]);
      views.close();
      const db = new SqliteDatabase(file);
      db.exec("UPDATE view_types SET row = 'damaged'");
      db.close();
      const again = open(LOG, typesOfCalls(), diaryOfTypes(), new Stumbler('stone'));
      expect(() => again.apply([story.turn('a')])).toThrow('not valid JSON');
      expect([again.position, again.deadLetters().size]).toEqual([1, 0]);
    });
  });

  describe('reopening', () => {
    it('goes on where it stood', () => {
      const views = open(LOG, typesOfCalls(), diaryOfTypes());
      views.apply([story.started('a'), story.turn('a')]);
      views.close();
      const again = open(LOG, typesOfCalls(), diaryOfTypes());
      expect(again.position).toBe(2);
      again.apply([story.turn('a')]);
      expect(rows('view_types')).toEqual([['a', 3, types('call.started', 'turn.completed', 'turn.completed')]]);
    });

    it.each<[string, string, ProjectionDefinition[]]>([
      ['another version of a projection', LOG, [typesOfCalls(2), diaryOfTypes()]],
      ['another log', 'zzzzzzzz', [typesOfCalls(), diaryOfTypes()]],
      ['one projection less', LOG, [typesOfCalls()]],
      ['one projection more', LOG, [typesOfCalls(), diaryOfTypes(), new Stumbler('')]],
    ])('begins anew with %s', (_what, logId, projections) => {
      const views = open(LOG, typesOfCalls(), diaryOfTypes());
      views.apply([story.started('a')]);
      views.close();
      const again = open(logId, ...projections);
      expect([again.position, rows('view_types')]).toEqual([0, []]);
    });

    it.each([
      ['holds something else', Buffer.from('This is no database. '.repeat(400))],
      ['is empty', Buffer.alloc(0)],
      ['was cut off', Buffer.from('SQLite format 3\u0000')],
    ])('begins anew when the file %s', (_what, content) => {
      writeFileSync(file, content);
      writeFileSync(`${file}-wal`, content);
      const views = open(LOG, typesOfCalls());
      expect(views.position).toBe(0);
      views.apply([story.started('a')]);
      expect(rows('view_types')).toEqual([['a', 1, types('call.started')]]);
    });
  });
});
