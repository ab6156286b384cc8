import type { StoredEvent } from '@callscope/call-events';
import fc from 'fast-check';
import { RUNS } from '../../../call-events/src/testing';
import { anyStory } from '../testing/any-story';
import { everyRow } from '../testing/own-views';
import { diaryOfTypes, typesOfCalls } from '../testing/toy-projections';
import type { DeadLetter } from './dead-letters';
import type { ProjectionDefinition, RowProjection } from './projection';
import { ViewsStore } from './views-store';

/** `typesOfCalls` under another name, which cannot take some events. */
function stumbling(over: ReadonlySet<number>): ProjectionDefinition {
  const types = typesOfCalls() as RowProjection<unknown, StoredEvent>;
  const stumbler: RowProjection<unknown, StoredEvent> = {
    ...types,
    name: 'stumbler',
    evolve: (row, event, key) => {
      if (over.has(event.position)) throw new Error(`stumbled at ${event.position}`);
      return types.evolve(row, event, key);
    },
  };
  return stumbler;
}

function taken(
  projections: readonly ProjectionDefinition[],
  events: readonly StoredEvent[],
  pages: readonly number[],
  letters: DeadLetter[] = [],
): ViewsStore {
  const views = new ViewsStore(':memory:', 'abcdefgh', projections, (letter) => letters.push(letter));
  for (let from = 0, page = 0; from < events.length; page += 1) {
    const size = pages[page % pages.length] ?? 1;
    views.apply(events.slice(from, from + size));
    if (size % 2 === 0) views.flush();
    from += size;
  }
  views.flush();
  return views;
}

const rowsOf = (views: ViewsStore, table: string): unknown[] =>
  views.db.prepare(`SELECT key, position, row FROM ${table} ORDER BY key`).raw().all();

describe('rule 6: an event that a projection cannot take is set aside, and it goes on', () => {
  const stones = fc.array(fc.nat(59), { maxLength: 8 }).map((indexes) => new Set(indexes.map((index) => index + 1)));
  const pages = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 5 });

  it('as if the event had not been, while all others take it', () => {
    fc.assert(
      fc.property(anyStory, stones, pages, (story, over, sizes) => {
        const letters: DeadLetter[] = [];
        const others = [typesOfCalls(), diaryOfTypes()];
        const views = taken([...others, stumbling(over)], story, sizes, letters);
        const without = taken(
          [stumbling(new Set())],
          story.filter(({ position }) => !over.has(position)),
          [60],
        );
        expect(rowsOf(views, 'view_stumbler')).toEqual(rowsOf(without, 'view_stumbler'));
        const unharmed = taken(others, story, [60]);
        for (const table of ['view_types', 'view_diary']) {
          expect(rowsOf(views, table)).toEqual(rowsOf(unharmed, table));
        }
        const met = story.map(({ position }) => position).filter((position) => over.has(position));
        expect(letters.map(({ projection, position }) => [projection, position])).toEqual(
          met.map((position) => ['stumbler', position]),
        );
        expect(views.deadLetters().get('stumbler') ?? 0).toBe(met.length);
        expect(views.position).toBe(story.at(-1)?.position);
      }),
      RUNS,
    );
  });

  it('the same way each time: what is made anew sets the same aside', () => {
    fc.assert(
      fc.property(anyStory, stones, pages, (story, over, sizes) => {
        const once = taken([stumbling(over)], story, sizes);
        const again = taken([stumbling(over)], story, [60]);
        expect(everyRow(once)).toBe(everyRow(again));
        expect([...once.deadLetters()]).toEqual([...again.deadLetters()]);
      }),
      RUNS,
    );
  });
});
