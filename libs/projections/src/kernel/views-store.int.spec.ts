import type { StoredEvent } from '@callscope/call-events';
import { Story } from '../testing/events';
import { diaryOfTypes, Tallies, typesOfCalls } from '../testing/toy-projections';
import { refuse, ViewsFile } from '../testing/views-file';
import type { ViewsStore } from './views-store';

describe('ViewsStore', () => {
  let file: ViewsFile;
  let story: Story;

  beforeEach(() => {
    file = new ViewsFile();
    story = new Story();
  });
  afterEach(() => file.remove());

  function take(views: ViewsStore, ...events: StoredEvent[]): void {
    views.apply(events);
    views.flush();
  }

  const types = (...names: string[]): unknown => ({ types: names });

  describe('apply', () => {
    it('moves the position, and writes nothing', () => {
      const views = file.open([typesOfCalls()]);
      views.apply([story.started('a'), story.turn('a')]);
      views.apply([story.started('b')]);
      expect([views.position, views.waiting, file.rows('view_types')]).toEqual([3, 2, []]);
    });

    it('does nothing for no events', () => {
      const views = file.open([typesOfCalls()]);
      views.apply([]);
      expect([views.position, views.waiting]).toEqual([0, 0]);
    });

    it('goes on from what is written and from what is not', () => {
      const views = file.open([typesOfCalls()]);
      take(views, story.started('a'), story.started('b'));
      views.apply([story.turn('a')]);
      take(views, story.cost('a'), story.cost('b'));
      expect(file.rows('view_types')).toEqual([
        ['a', 4, types('call.started', 'turn.completed', 'cost.recorded')],
        ['b', 5, types('call.started', 'cost.recorded')],
      ]);
    });

    it('forgets all that is not written when a row cannot be read', () => {
      const views = file.open([typesOfCalls()]);
      take(views, story.started('a'));
      views.db.exec("INSERT INTO view_types (key, position, row) VALUES ('b', 1, 'damaged')");
      views.apply([story.turn('a')]);
      expect(() => views.apply([story.cost('a'), story.turn('b')])).toThrow('not valid JSON');
      expect([views.position, views.waiting, views.deadLetters().size]).toEqual([1, 0, 0]);
      take(views, story.ended('c'), story.ended('a'));
      views.db.exec("DELETE FROM view_types WHERE key = 'b'");
      expect(file.rows('view_types')).toEqual([]);
    });
  });

  describe('flush', () => {
    it('writes the rows and moves the checkpoint', () => {
      const views = file.open([typesOfCalls()]);
      take(views, story.initiated('a'), story.started('b'), story.turn('a'));
      expect([views.position, views.waiting]).toEqual([3, 0]);
      expect(views.db.prepare('SELECT position FROM checkpoint').pluck().get()).toBe(3);
      expect(file.rows('view_types')).toEqual([
        ['a', 3, types('call.initiated', 'turn.completed')],
        ['b', 2, types('call.started')],
      ]);
    });

    it('takes away a row that has come to nothing, and makes it anew when it begins again', () => {
      const views = file.open([typesOfCalls()]);
      take(views, story.started('a'), story.started('b'));
      take(views, story.ended('a'), story.ended('b'), story.turn('b'));
      expect(file.rows('view_types')).toEqual([['b', 5, types('turn.completed')]]);
      take(views, story.turn('a'));
      expect(file.rows('view_types')).toEqual([
        ['a', 6, types('turn.completed')],
        ['b', 5, types('turn.completed')],
      ]);
    });

    it('writes only the rows that have changed since the last', () => {
      const views = file.open([typesOfCalls()]);
      take(views, story.started('a'), story.started('b'));
      refuse(views, 'view_types', 'a');
      take(views, story.turn('b'));
      expect(file.rows('view_types')).toEqual([
        ['a', 1, types('call.started')],
        ['b', 3, types('call.started', 'turn.completed')],
      ]);
    });

    it('moves the checkpoint past events that concern no row', () => {
      const views = file.open([{ ...typesOfCalls(), keys: () => [] }]);
      take(views, story.started('a'));
      expect(views.db.prepare('SELECT position FROM checkpoint').pluck().get()).toBe(1);
    });

    it('leaves the file alone when nothing was taken in', () => {
      const views = file.open([typesOfCalls()]);
      take(views, story.started('a'));
      views.db.exec(`CREATE TRIGGER refused BEFORE UPDATE ON checkpoint BEGIN SELECT RAISE(ABORT, 'disk full'); END`);
      expect(() => {
        views.flush();
      }).not.toThrow();
    });

    it('keeps the columns in step with the rows', () => {
      const views = file.open([typesOfCalls()]);
      take(views, story.started('a'), story.turn('a'));
      const column = views.db.prepare('SELECT number FROM view_types').pluck();
      expect(column.get()).toBe(2);
      take(views, story.turn('a'));
      expect(column.get()).toBe(3);
    });

    it('writes open rows as they stand, and takes away those of which nothing is left', () => {
      const views = file.open([new Tallies()]);
      take(views, story.started('a'), story.note('b', { n: 4 }), story.note('b', { n: -4 }));
      expect(file.rows('view_tallies')).toEqual([
        ['a', 0, { n: 1 }],
        ['all', 0, { n: 1 }],
        ['call.started', 0, { n: 1 }],
      ]);
      take(views, story.note('a', { n: -1 }));
      expect(file.rows('view_tallies')).toEqual([
        ['call.started', 0, { n: 1 }],
        ['custom.note', 0, { n: -1 }],
      ]);
    });
  });

  describe('a flush that fails', () => {
    it('leaves rows and checkpoint as they were, and forgets what was not written', () => {
      const views = file.open([typesOfCalls(), diaryOfTypes(), new Tallies()]);
      take(views, story.started('a'));
      const before = ['view_types', 'view_diary', 'view_tallies'].map((table) => file.rows(table));
      refuse(views, 'view_tallies', 'turn.completed');
      views.apply([story.turn('a')]);
      views.apply([story.started('b')]);
      expect(() => {
        views.flush();
      }).toThrow('disk full');
      expect([views.position, views.waiting]).toEqual([1, 0]);
      expect(['view_types', 'view_diary', 'view_tallies'].map((table) => file.rows(table))).toEqual(before);
    });

    it('is made good when the same events are taken in again', () => {
      const views = file.open([typesOfCalls(), diaryOfTypes(), new Tallies()]);
      take(views, story.started('a'));
      const endOfIt = refuse(views, 'view_diary', 'b');
      const page = [story.turn('a'), story.started('b')];
      expect(() => {
        take(views, ...page);
      }).toThrow('disk full');
      endOfIt();
      take(views, ...page);
      expect([views.position, file.rows('view_types')]).toEqual([
        3,
        [
          ['a', 2, types('call.started', 'turn.completed')],
          ['b', 3, types('call.started')],
        ],
      ]);
      expect(file.rows('view_diary')).toMatchObject([
        ['a', 2, { changes: [{ position: 1 }, { position: 2 }] }],
        ['b', 3, { changes: [{ position: 3 }] }],
      ]);
      expect(views.sums('tallies').look('all').toRow()).toEqual({ n: 3 });
      expect(file.rows('view_tallies')).toContainEqual(['all', 0, { n: 3 }]);
    });

    it('is one that cannot move the checkpoint, too', () => {
      const views = file.open([typesOfCalls()]);
      take(views, story.started('a'));
      views.db.exec(`CREATE TRIGGER refused BEFORE UPDATE ON checkpoint BEGIN SELECT RAISE(ABORT, 'disk full'); END`);
      expect(() => {
        take(views, story.turn('a'), story.started('b'));
      }).toThrow('disk full');
      expect([views.position, file.rows('view_types')]).toEqual([1, [['a', 1, types('call.started')]]]);
    });
  });

  describe('sums', () => {
    it('shows a row as it stands, written or not', () => {
      const views = file.open([new Tallies()]);
      take(views, story.note('a', { n: 5 }));
      views.apply([story.note('a', { n: 7 })]);
      expect(views.sums('tallies').look('a').toRow()).toEqual({ n: 12 });
      expect(views.sums('tallies').look('nobody').toRow()).toBeNull();
    });

    it('keeps rows open over a flush', () => {
      const tallies = new Tallies();
      const views = file.open([tallies]);
      take(views, story.note('a'));
      take(views, story.note('a'));
      expect([tallies.opened, file.rows('view_tallies')[0]]).toEqual([3, ['a', 0, { n: 2 }]]);
    });

    it('are none of a read model that is made row by row', () => {
      expect(() => file.open([typesOfCalls()]).sums('types')).toThrow('types is no read model of sums');
    });
  });
});
