import type { StoredEvent } from '@callscope/call-events';
import { Story } from '../testing/events';
import { diaryOfTypes, Tallies, type TypesRow, typesOfCalls } from '../testing/toy-projections';
import type { DeadLetter } from './dead-letters';
import { isSum, type OpenRow, type ProjectionDefinition, type RowChange, type SumProjection } from './projection';
import { tableName } from './view-sql';
import { ViewsStore } from './views-store';

/** Sums over the changes of `types`: by how much the row of each call has grown. Nothing is added of call `stone`. */
const growth: SumProjection<number, RowChange<TypesRow>, number> = {
  name: 'growth',
  version: 1,
  source: 'types',
  shares: ({ key, before, after }) => {
    if (key === 'stone') throw new Error('stumbled over a stone');
    return [{ keys: [key, 'all'], part: (after?.types.length ?? 0) - (before?.types.length ?? 0) }];
  },
  open: (row): OpenRow<number, number> => {
    let sum = row ?? 0;
    return { add: (part) => (sum += part), toRow: () => sum };
  },
};

describe('PageEvolver', () => {
  let story: Story;
  let letters: DeadLetter[];
  let views: ViewsStore;

  beforeEach(() => {
    story = new Story();
    letters = [];
  });
  afterEach(() => views.close());

  function viewsOf(...projections: ProjectionDefinition[]): ViewsStore {
    views = new ViewsStore(':memory:', 'abcdefgh', projections, (letter) => letters.push(letter));
    return views;
  }
  function rows(projection: string): Record<string, unknown> {
    views.flush();
    const found = views.db.prepare<[], { key: string; row: string }>(`SELECT key, row FROM ${tableName(projection)}`);
    return Object.fromEntries(found.all().map(({ key, row }) => [key, JSON.parse(row) as unknown]));
  }
  const page = (): StoredEvent[] => [
    story.started('a'),
    story.started('b'),
    story.turn('a'),
    story.ended('a'),
    story.turn('a'),
  ];

  it.each(['in one page', 'one by one'])(
    'shows a follower every single change of its source, events coming %s',
    (how) => {
      viewsOf(typesOfCalls(), diaryOfTypes());
      if (how === 'in one page') views.apply(page());
      else for (const event of page()) views.apply([event]);
      expect(rows('diary')).toEqual({
        a: {
          changes: [
            { before: 0, after: 1, position: 1 },
            { before: 1, after: 2, position: 3 },
            { before: 2, after: 0, position: 4 },
            { before: 0, after: 1, position: 5 },
          ],
        },
        b: { changes: [{ before: 0, after: 1, position: 2 }] },
      });
    },
  );

  it('shows a follower every row that one event has changed', () => {
    const twice = { ...typesOfCalls(), keys: (event: unknown) => [(event as StoredEvent).call_id, 'all'] };
    viewsOf(twice, diaryOfTypes()).apply([story.started('a'), story.started('b')]);
    expect(rows('diary')).toMatchObject({
      a: { changes: [{ position: 1 }] },
      all: { changes: [{ position: 1 }, { position: 2 }] },
      b: { changes: [{ position: 2 }] },
    });
  });

  it('tells no change where a row stays the very same', () => {
    viewsOf({ ...typesOfCalls(), evolve: (row) => row }, diaryOfTypes()).apply([story.started('a')]);
    expect([views.waiting, rows('types'), rows('diary'), views.position]).toEqual([0, {}, {}, 1]);
  });

  it('changes none of the rows of an event when one of them cannot take it', () => {
    const one = typesOfCalls();
    const picky: ProjectionDefinition = {
      ...one,
      keys: (event) => [(event as StoredEvent).call_id, 'all'],
      evolve: (row, event, key) => {
        if (key === 'all' && (event as StoredEvent).id === 'stone') throw new Error('stumbled over a stone');
        return one.evolve(row, event, key);
      },
    };
    viewsOf(picky, diaryOfTypes()).apply([story.started('a'), story.turn('a', {}, { id: 'stone' }), story.cost('a')]);
    const taken = { types: ['call.started', 'cost.recorded'] };
    expect(rows('types')).toEqual({ a: taken, all: taken });
    expect(rows('diary')).toMatchObject({ a: { changes: [{ position: 1 }, { position: 3 }] } });
    expect(letters).toEqual([{ projection: 'types', position: 2, reason: 'stumbled over a stone' }]);
  });

  it('sets aside what a projection finds no keys for', () => {
    const keys = (): never => {
      throw new Error('no key');
    };
    viewsOf({ ...typesOfCalls(), keys }).apply([story.started('a')]);
    expect(rows('types')).toEqual({});
    expect(letters).toEqual([{ projection: 'types', position: 1, reason: 'no key' }]);
  });

  describe('with sums', () => {
    it('adds each share to each of its rows', () => {
      viewsOf(new Tallies()).apply([story.started('a'), story.note('a', { n: 5 }), story.note('b', { n: 2 })]);
      expect(rows('tallies')).toEqual({
        a: { n: 6 },
        all: { n: 8 },
        b: { n: 2 },
        'call.started': { n: 1 },
        'custom.note': { n: 7 },
      });
    });

    it('adds up every single change of the source', () => {
      viewsOf(typesOfCalls(), growth).apply(page());
      expect(rows('growth')).toEqual({ a: 1, all: 2, b: 1 });
    });

    it('adds nothing of an input whose shares cannot all be worked out', () => {
      viewsOf(new Tallies()).apply([story.note('a', { n: 'many' }), story.note('a', { n: 2 })]);
      expect(rows('tallies')).toEqual({ a: { n: 2 }, all: { n: 2 }, 'custom.note': { n: 2 } });
      expect(letters).toEqual([{ projection: 'tallies', position: 1, reason: 'a share must be a number' }]);
    });

    it('adds to the other rows what one row cannot take', () => {
      const halfway: ProjectionDefinition = {
        ...(growth as ProjectionDefinition<number, RowChange<TypesRow>, number>),
        open: (row: unknown): OpenRow<unknown, unknown> => {
          let sum = (row as number | null) ?? 0;
          const add = (part: unknown): void => {
            if (sum === 1) throw new Error('full');
            sum += part as number;
          };
          return { add, toRow: () => sum };
        },
      };
      expect(isSum(halfway)).toBe(true);
      viewsOf(typesOfCalls(), halfway).apply([story.started('a'), story.started('b'), story.turn('a')]);
      expect(rows('growth')).toEqual({ a: 1, all: 1, b: 1 });
      expect(letters.map(({ projection, position }) => [projection, position])).toEqual([
        ['growth', 2],
        ['growth', 3],
      ]);
    });

    it('sets a change aside for the sums alone', () => {
      viewsOf(typesOfCalls(), growth).apply([story.started('stone'), story.started('a')]);
      expect([rows('growth'), Object.keys(rows('types'))]).toEqual([{ a: 1, all: 1 }, ['stone', 'a']]);
      expect(letters).toEqual([{ projection: 'growth', position: 1, reason: 'stumbled over a stone' }]);
    });
  });

  describe('with changes that join', () => {
    /** The joined changes that were shown: from how long to how long a row became, and at which position. */
    let shown: unknown[];
    beforeEach(() => {
      shown = [];
    });
    const isPlain = ({ after }: RowChange<TypesRow>): boolean => after?.types.at(-1) !== 'custom.note';
    const joining: ProjectionDefinition = {
      ...(growth as ProjectionDefinition<number, RowChange<TypesRow>, number>),
      joins: (change: unknown) => isPlain(change as RowChange<TypesRow>),
      shares: (input: unknown) => {
        const change = input as RowChange<TypesRow>;
        shown.push([change.key, change.before?.types.length ?? 0, change.after?.types.length ?? 0, change.position]);
        return growth.shares(change);
      },
    };

    it('shows those of one row that come one right after the other as one', () => {
      viewsOf(typesOfCalls(), joining).apply([
        story.started('a'),
        story.turn('a'),
        story.started('b'),
        story.turn('a'),
        story.turn('a'),
      ]);
      expect(shown).toEqual([
        ['a', 0, 2, 2],
        ['b', 0, 1, 3],
        ['a', 2, 4, 5],
      ]);
      expect(rows('growth')).toEqual({ a: 4, all: 5, b: 1 });
    });

    it('shows one that does not join by itself, and in its place', () => {
      viewsOf(typesOfCalls(), joining).apply([
        story.started('a'),
        story.turn('a'),
        story.note('a', {}),
        story.turn('a'),
      ]);
      expect(shown.map((change) => (change as number[])[3])).toEqual([2, 3, 4]);
    });

    it('leaves nothing for the next page', () => {
      viewsOf(typesOfCalls(), joining).apply([story.started('a')]);
      expect(rows('growth')).toEqual({ a: 1, all: 1 });
      views.apply([story.turn('a')]);
      expect(rows('growth')).toEqual({ a: 2, all: 2 });
    });

    it('finds out which of them could not be taken, and takes the others', () => {
      const picky: ProjectionDefinition = {
        ...joining,
        shares: (input: unknown) => {
          const { after, before, position } = input as RowChange<TypesRow>;
          const grown = after?.types.slice(before?.types.length ?? 0) ?? [];
          if (grown.includes('cost.recorded')) throw new Error('no money');
          return [{ keys: ['all'], part: position }];
        },
      };
      viewsOf(typesOfCalls(), picky).apply([story.started('a'), story.cost('a'), story.turn('a')]);
      expect(rows('growth')).toEqual({ all: 1 + 3 });
      expect(letters).toEqual([{ projection: 'growth', position: 2, reason: 'no money' }]);
    });

    it('keeps the position of the last one that concerned a row', () => {
      const lengths: ProjectionDefinition = {
        name: 'lengths',
        version: 1,
        source: 'types',
        joins: () => true,
        keys: (change) => (isPlain(change as RowChange<TypesRow>) ? [(change as RowChange<TypesRow>).key] : []),
        evolve: (_row, change) => (change as RowChange<TypesRow>).after?.types.length ?? null,
      };
      viewsOf(typesOfCalls(), lengths).apply([story.started('a'), story.turn('a'), story.note('a', {})]);
      views.flush();
      expect(views.db.prepare('SELECT key, row, position FROM view_lengths').all()).toEqual([
        { key: 'a', row: '2', position: 2 },
      ]);
    });

    it('forgets them with a page that failed, which comes again', () => {
      viewsOf(typesOfCalls(), joining).flush();
      views.db.exec("INSERT INTO view_types (key, position, row) VALUES ('broken', 0, 'no JSON')");
      const again = [story.started('b'), story.started('a'), story.started('broken')];
      expect(() => views.apply(again)).toThrow(SyntaxError);
      views.db.exec('DELETE FROM view_types');
      views.apply(again);
      expect(rows('growth')).toEqual({ a: 1, all: 3, b: 1, broken: 1 });
    });
  });
});
