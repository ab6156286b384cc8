import { join } from 'node:path';
import type { StoredEvent } from '@callscope/call-events';
import fc from 'fast-check';
import { RUNS } from '../../../call-events/src/testing';
import { anyStory } from '../testing/any-story';
import { everyRow, ownViews } from '../testing/own-views';
import { removeFolder, tempFolder } from '../testing/temp-folder';
import type { ViewsStore } from './views-store';

/** A page, and what happens after it. */
const page = fc.record({
  size: fc.integer({ min: 1, max: 7 }),
  then: fc.constantFrom('goes on', 'is read', 'is stopped', 'is killed', 'has a full disk'),
});
type Page = typeof page extends fc.Arbitrary<infer One> ? One : never;

describe('the read models', () => {
  let folder: string;
  beforeEach(() => {
    folder = tempFolder();
  });
  afterEach(() => removeFolder(folder));

  /** The views once they have taken in all events page by page, whatever happened in between. */
  function lived(events: readonly StoredEvent[], pages: readonly Page[], file: string): ViewsStore {
    let views = ownViews([], file);
    for (const { size, then } of pages) {
      views.apply(events.slice(views.position, views.position + size));
      if (then === 'has a full disk') failToWrite(views);
      if (then === 'is read' || then === 'is stopped') views.flush();
      if (then === 'is stopped' || then === 'is killed') {
        views.close();
        views = ownViews([], file);
      }
    }
    views.apply(events.slice(views.position));
    views.flush();
    return views;
  }

  /** After the rows, the checkpoint cannot be written; nothing is tried when nothing waits. */
  function failToWrite(views: ViewsStore): void {
    views.db.exec("CREATE TEMP TRIGGER full BEFORE UPDATE ON checkpoint BEGIN SELECT RAISE(ABORT, 'disk full'); END");
    try {
      views.flush();
    } catch (error) {
      expect(error).toMatchObject({ message: 'disk full' });
    }
    views.db.exec('DROP TRIGGER full');
  }

  it('equal their rebuild, byte for byte, however the events came and how often the service was stopped', () => {
    let number = 0;
    fc.assert(
      fc.property(anyStory, fc.array(page, { maxLength: 30 }), (events, pages) => {
        const views = lived(events, pages, join(folder, `${(number += 1)}.sqlite`));
        const rebuilt = ownViews(events);
        expect(everyRow(views)).toBe(everyRow(rebuilt));
        views.close();
        rebuilt.close();
      }),
      { numRuns: RUNS.numRuns / 4 },
    );
  });
});
