import { join } from 'node:path';
import fc from 'fast-check';
import { RUNS } from '../../../call-events/src/testing';
import { anyStory } from '../testing/any-story';
import { everyRow, ownViews } from '../testing/own-views';
import { removeFolder, tempFolder } from '../testing/temp-folder';

describe('the read models', () => {
  let folder: string;
  beforeEach(() => {
    folder = tempFolder();
  });
  afterEach(() => removeFolder(folder));

  it('equal their rebuild, byte for byte, however the events came and how often the service was stopped', () => {
    let number = 0;
    const page = fc.record({ size: fc.integer({ min: 1, max: 7 }), stopsAfter: fc.boolean() });
    fc.assert(
      fc.property(anyStory, fc.infiniteStream(page), (events, pages) => {
        const file = join(folder, `${(number += 1)}.sqlite`);
        let views = ownViews([], file);
        for (let from = 0; from < events.length;) {
          const { size, stopsAfter } = pages.next().value as { size: number; stopsAfter: boolean };
          views.apply(events.slice(from, from + size));
          from += size;
          if (!stopsAfter) continue;
          views.close();
          views = ownViews([], file);
        }
        const rebuilt = ownViews(events);
        expect(everyRow(views)).toBe(everyRow(rebuilt));
        views.close();
        rebuilt.close();
      }),
      { numRuns: RUNS.numRuns / 4 },
    );
  });
});
