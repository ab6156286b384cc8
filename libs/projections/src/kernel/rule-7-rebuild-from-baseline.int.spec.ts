import { join } from 'node:path';
import type { CallEvent, StoredEvent } from '@callscope/call-events';
import { callHead } from '@callscope/call-state';
import { MemoryEventLog, type TrimRequest } from '@callscope/event-log';
import fc from 'fast-check';
import { RUNS } from '../../../call-events/src/testing';
import { AggregatesQueries } from '../aggregates/aggregates.queries';
import { CallsQueries } from '../calls/calls.queries';
import { anyStory } from '../testing/any-story';
import { Story } from '../testing/events';
import { everyRow, ownViews } from '../testing/own-views';
import { removeFolder, tempFolder } from '../testing/temp-folder';
import type { ViewsStore } from './views-store';

const CALLS = ['a', 'b', 'c', 'd'];

/** What may happen between two portions of events. */
const turnOfThings = fc.record({
  events: fc.integer({ min: 1, max: 9 }),
  /** Calls that are trimmed then, if they have ended. */
  trims: fc.subarray(CALLS),
  /** `start`: the service is stopped and started; `kill`: what was not written is lost. */
  then: fc.constantFrom('nothing', 'write', 'start', 'kill', 'remake'),
});

describe('rule 7: everything derived equals a rebuild from baseline and log', () => {
  let folder: string;
  beforeEach(() => {
    folder = tempFolder();
  });
  afterEach(() => removeFolder(folder));

  let number = 0;

  /** The read models of a log whose calls are trimmed now and then, through stops and crashes. */
  async function live(story: readonly StoredEvent[], turns: IterableIterator<unknown>) {
    const log = new MemoryEventLog();
    const open = (file: string): ViewsStore => ownViews([], file, log.baseline());
    let file = join(folder, `${(number += 1)}.sqlite`);
    let views = open(file);
    const takeIn = (): void => {
      if (views.position < log.head) {
        const events = log.read(views.position, 1_000);
        views.apply(events);
        if (views.position < log.head) views.skipTo(log.head);
      }
    };
    for (let from = 0; from < story.length;) {
      const { events, trims, then } = turns.next().value as Turn;
      await log.append(story.slice(from, from + events).map(untold));
      from += events;
      takeIn();
      views.flush();
      await trim(log, views, trims);
      if (then === 'write') views.flush();
      if (then === 'start') views.flush();
      if (then === 'start' || then === 'kill') {
        views.close();
        views = open(file);
      }
      if (then === 'remake') {
        views.close();
        file = join(folder, `${(number += 1)}.sqlite`);
        views = open(file);
      }
    }
    takeIn();
    views.flush();
    return { log, views };
  }

  async function expectSameWhenRebuilt(story: readonly StoredEvent[], turns: IterableIterator<unknown>): Promise<void> {
    const { log, views } = await live(story, turns);
    const rebuilt = ownViews([], ':memory:', log.baseline());
    rebuilt.apply(log.read(0, 1_000));
    if (rebuilt.position < log.head) rebuilt.skipTo(log.head);
    rebuilt.flush();
    expect(everyRow(views)).toBe(everyRow(rebuilt));
    views.close();
    rebuilt.close();
    await log.close();
  }

  it('byte for byte, whatever was told, trimmed, stopped and lost', async () => {
    await fc.assert(fc.asyncProperty(anyStory, fc.infiniteStream(turnOfThings), expectSameWhenRebuilt), {
      numRuns: RUNS.numRuns,
    });
  });

  it('after the trim of a call that counts in no sum any more', async () => {
    const told = new Story();
    const story = [told.ended('c', { duration_ms: 0 }), told.ended('a', { duration_ms: 1 }), told.own('hidden', 'c')];
    const turns: Turn[] = [
      { events: 2, trims: ['a'], then: 'nothing' },
      { events: 1, trims: ['c'], then: 'nothing' },
    ];
    await expectSameWhenRebuilt(story, turns.values());
  });

  it('and rows that do not know of a trim yet plan no other upon it', async () => {
    const told = new Story();
    const log = new MemoryEventLog();
    await log.append([told.ended('a', { duration_ms: 1 }), told.ended('b', { duration_ms: 2 })].map(untold));
    const views = ownViews(log.read(0, 1_000), ':memory:', log.baseline());
    const plan = (...ids: string[]): TrimRequest =>
      views.planTrim(ids, { baseline: () => log.baseline(), call: (callId) => log.readCall(callId) });
    await expect(log.trim(plan('a'))).resolves.toMatchObject({ outcome: 'trimmed', version: 1 });
    // What the log has trimmed could not be written.
    await expect(log.trim(plan('a', 'b'))).resolves.toEqual({ outcome: 'outdated', version: 1 });
    views.trimmed(['a'], 1);
    await expect(log.trim(plan('a', 'b'))).resolves.toMatchObject({ outcome: 'trimmed', version: 2 });
    views.trimmed(['b'], 2);
    const rebuilt = ownViews([], ':memory:', log.baseline());
    rebuilt.skipTo(log.head);
    rebuilt.flush();
    expect(everyRow(views)).toBe(everyRow(rebuilt));
  });

  it('and no sum tells that a call was trimmed', async () => {
    await fc.assert(
      fc.asyncProperty(anyStory, async (story) => {
        const log = new MemoryEventLog();
        await log.append(story.map(untold));
        const views = ownViews(log.read(0, 1_000), ':memory:', log.baseline());
        const queries = new AggregatesQueries(views);
        const before = JSON.stringify(queries.totals());
        const trimmed = await trim(log, views, CALLS);
        expect(JSON.stringify(queries.totals())).toBe(before);
        expect(new CallsQueries(views).many(trimmed)).toEqual([]);
        expect(trimmed.flatMap((callId) => log.readCall(callId))).toEqual([]);
      }),
      { numRuns: RUNS.numRuns / 4 },
    );
  });
});

interface Turn {
  readonly events: number;
  readonly trims: readonly string[];
  readonly then: string;
}

/** Those of these calls that were trimmed: the ones that have ended. */
async function trim(log: MemoryEventLog, views: ViewsStore, callIds: readonly string[]): Promise<readonly string[]> {
  const ended = new CallsQueries(views).many(callIds).filter((call) => !callHead(call).live);
  const ids = ended.map(({ call_id: id }) => id);
  if (ids.length === 0) return [];
  const plan = views.planTrim(ids, { baseline: () => log.baseline(), call: (callId) => log.readCall(callId) });
  const outcome = await log.trim(plan);
  if (outcome.outcome !== 'trimmed') throw new Error(`nothing was trimmed: ${outcome.outcome}`);
  views.trimmed(ids, outcome.version);
  return ids;
}

/** What is appended of a told event: the log gives position and time of recording. */
function untold({ position: _position, recorded_at: _recordedAt, ...event }: StoredEvent): CallEvent {
  return event;
}
