import { join } from 'node:path';
import type { StoredEvent } from '@callscope/call-events';
import { Story } from '../testing/events';
import { madeByOthers } from '../testing/former-views';
import { removeFolder, tempFolder } from '../testing/temp-folder';
import { typesOfCalls } from '../testing/toy-projections';
import { LaneEngine } from './lane-engine';
import { LaneViews } from './lane-views';
import { NO_BASELINE } from './views-baseline';
import type { ViewsReply } from './views-protocol';

describe('the engine of a lane with views in the making', () => {
  let folder: string;
  let events: StoredEvent[];
  let lane: LaneViews;
  let engine: LaneEngine;
  let told: ViewsReply[];
  let waiting: { readonly kind: ViewsReply['kind']; readonly resolve: () => void }[];

  beforeEach(() => {
    folder = tempFolder();
    told = [];
    waiting = [];
    const story = new Story();
    events = [story.started('a'), story.started('b'), story.started('c')];
    const former = open();
    former.made.apply(events.slice(0, 1));
    former.made.flush();
    former.close();
    madeByOthers(join(folder, 'views.sqlite'));
    lane = open();
  });
  afterEach(() => {
    engine.stop();
    lane.close();
    removeFolder(folder);
    jest.useRealTimers();
  });

  function open(): LaneViews {
    return new LaneViews({
      file: join(folder, 'views.sqlite'),
      logId: 'abcdefgh',
      head: 1,
      projections: [typesOfCalls()],
      onDeadLetter: jest.fn(),
      baseline: () => NO_BASELINE,
    });
  }
  function begin(head: number): void {
    // One event a page.
    const page = (after: number, upTo: number) => ({
      events: events.slice(after, after + 1),
      isLast: after + 1 >= upTo,
    });
    engine = new LaneEngine({ page }, lane, head, (reply) => {
      told.push(reply);
      for (const { kind, resolve } of waiting) if (kind === reply.kind) resolve();
    });
  }
  const kinds = (): string[] => told.map(({ kind }) => kind);
  const hears = (kind: ViewsReply['kind']): Promise<void> =>
    new Promise((resolve) => {
      waiting.push({ kind, resolve });
    });

  it('offers the swap when they show the whole log, and then tells of progress', async () => {
    const offered = hears('swap-due');
    begin(2);
    await offered;
    expect(told).toEqual([
      { kind: 'rebuilding', position: 1 },
      { kind: 'rebuilding', position: 2 },
      { kind: 'swap-due' },
    ]);
    const progress = hears('progress');
    engine.swap();
    engine.grown(3);
    await progress;
    expect(told.slice(3)).toEqual([
      { kind: 'swapped', position: 2, deadLetters: [] },
      { kind: 'progress', position: 3 },
    ]);
  });

  it('offers it as well when there is nothing left to take in', () => {
    lane.made.apply(events.slice(0, 2));
    begin(2);
    expect(kinds()).toEqual(['swap-due']);
  });

  it('offers it once, and swaps with what came since', async () => {
    const taken = hears('rebuilding');
    begin(1);
    await taken;
    const more = hears('rebuilding');
    engine.grown(2);
    await more;
    expect(kinds().filter((kind) => kind === 'swap-due')).toHaveLength(1);
    engine.swap();
    expect(told.at(-1)).toMatchObject({ kind: 'swapped', position: 2 });
    expect(lane.serving.position).toBe(2);
  });

  it('does not write what is in the making for each who reads', async () => {
    const offered = hears('swap-due');
    begin(1);
    await offered;
    const flush = jest.spyOn(lane.made, 'flush');
    engine.flush();
    expect(flush).not.toHaveBeenCalled();
    engine.swap();
    const flushed = jest.spyOn(lane.made, 'flush');
    engine.flush();
    expect(flushed).toHaveBeenCalled();
  });

  it('says when they cannot be written, goes on, and offers the swap again a second later', () => {
    jest.useFakeTimers();
    lane.made.apply(events.slice(0, 2));
    begin(2);
    lane.made.db.exec(
      "CREATE TEMP TRIGGER full BEFORE UPDATE ON checkpoint BEGIN SELECT RAISE(ABORT, 'disk full'); END",
    );
    expect(() => {
      engine.swap();
    }).toThrow('disk full');
    expect([kinds(), lane.serving.position, lane.rebuilding]).toEqual([['swap-due', 'trouble'], 1, true]);
    lane.made.db.exec('DROP TRIGGER full');
    // Taken in again meanwhile, as the engine does.
    lane.made.apply(events.slice(0, 2));
    jest.advanceTimersByTime(999);
    expect(kinds()).toHaveLength(2);
    jest.advanceTimersByTime(1);
    expect(kinds()).toEqual(['swap-due', 'trouble', 'swap-due']);
    engine.swap();
    expect(lane.serving.position).toBe(2);
  });
});
