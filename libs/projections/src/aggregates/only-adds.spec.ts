import type { StoredEvent } from '@callscope/call-events';
import type { CallState } from '@callscope/call-state';
import fc from 'fast-check';
import { RUNS } from '../../../call-events/src/testing';
import type { RowChange } from '../kernel';
import { anyStory } from '../testing/any-story';
import { BEGINNING, Story } from '../testing/events';
import { changesOf, NO_CELLS, withChanges } from '../testing/folds';
import { storedCells } from '../testing/stored-cells';
import { onlyAdds } from './only-adds';

type Change = RowChange<CallState>;

let story: Story;
beforeEach(() => {
  story = new Story();
});

/** The last change that these events of one call make. */
function last(...events: readonly StoredEvent[]): Change {
  return changesOf(events).at(-1)!;
}

/** Changes of one call that follow each other and only add, each such run as one change. */
function joined(changes: readonly Change[]): Change[] {
  const runs: Change[][] = [];
  for (const change of changes) {
    const run = runs.at(-1);
    if (run?.[0]?.key === change.key && run.every(onlyAdds) && onlyAdds(change)) run.push(change);
    else runs.push([change]);
  }
  return runs.map((run) => ({ ...run.at(-1)!, before: run[0]!.before }));
}

type Step = (told: Story, callId: string) => StoredEvent;

/** Without a time of its own, so that it counts where its call begins. */
const AT_ONCE = { at: null };
const REPORTED = { ...AT_ONCE, source: { framework: 'patter', adapter: 'patter' } };

const latency = fc.record({ response_ms: fc.integer({ min: 1, max: 40 }) });
const turn = fc.record({ turn: fc.nat(2), latency });
const agent = fc.record({ agent: fc.record({ id: fc.constantFrom('ada', 'bob') }) });
const minutes = fc.nat(1).map((n) => ({ at: BEGINNING - n * 60_000 }));
const end = fc.record(
  {
    duration_ms: fc.integer({ min: 1, max: 40 }),
    report_id: fc.constantFrom('r1', 'r2'),
    turns: fc.uniqueArray(fc.nat(2)),
  },
  { requiredKeys: ['duration_ms'] },
);
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.tuple(turn, fc.constantFrom(AT_ONCE, REPORTED)).map(
    ([data, rest]): Step =>
      (told, id) =>
        told.turn(id, data, rest),
  ),
  turn.map(
    (data): Step =>
      (told, id) =>
        told.turn(id, data, AT_ONCE),
  ),
  turn.map(
    (data): Step =>
      (told, id) =>
        told.corrected(id, data, AT_ONCE),
  ),
  // Tells another agent, or moves the call and its turns to another minute, or both.
  fc.tuple(agent, minutes).map(
    ([data, at]): Step =>
      (told, id) =>
        told.initiated(id, data, at),
  ),
  fc.tuple(end, fc.constantFrom(AT_ONCE, REPORTED)).map(
    ([data, rest]): Step =>
      (told, id) =>
        told.ended(id, data, rest),
  ),
  fc.constantFrom('hidden', 'unhidden').map(
    (word): Step =>
      (told, id) =>
        told.own(word, id),
  ),
);

/** Two calls, each told in one go, whose values lie close together in the same few cells: each is soon an extreme. */
const crowdedStory = fc
  .array(fc.tuple(fc.constantFrom('a', 'b'), fc.array(step, { minLength: 2, maxLength: 9 })), {
    minLength: 1,
    maxLength: 5,
  })
  .map((portions) => {
    const told = new Story();
    return portions.flatMap(([callId, steps]) => steps.map((tell) => tell(told, callId)));
  });

describe('onlyAdds', () => {
  it('is said of changes that come to the same one by one and as one, whatever the cells hold', () => {
    let taken = 0;
    fc.assert(
      fc.property(fc.oneof(anyStory, crowdedStory), (events) => {
        const changes = changesOf(events);
        const fewer = joined(changes);
        taken += changes.length - fewer.length;
        expect(storedCells(withChanges(NO_CELLS, fewer))).toBe(storedCells(withChanges(NO_CELLS, changes)));
      }),
      { numRuns: 4 * RUNS.numRuns },
    );
    expect(taken).toBeGreaterThan(RUNS.numRuns);
  });

  it('is so of a turn more, of a price, and of an end that says how long the call was', () => {
    const [start, turn] = [story.started('a'), story.turn('a', { turn: 0, latency: { response_ms: 8 } })];
    expect(onlyAdds(last(start))).toBe(true);
    expect(onlyAdds(last(start, turn))).toBe(true);
    expect(onlyAdds(last(start, turn, story.turn('a', { turn: 1, latency: { response_ms: 9 } })))).toBe(true);
    expect(onlyAdds(last(start, turn, story.cost('a')))).toBe(true);
    expect(onlyAdds(last(start, turn, story.ended('a', { duration_ms: 5_000 })))).toBe(true);
  });

  it('is not so when a turn is corrected, or the agent is told behind it', () => {
    const turn = story.turn('a', { turn: 0, latency: { response_ms: 8 } });
    expect(onlyAdds(last(turn, story.corrected('a', { turn: 0, latency: { response_ms: 9 } })))).toBe(false);
    expect(onlyAdds(last(turn, story.started('a', { agent: { id: 'ada' } })))).toBe(false);
    expect(onlyAdds(last(story.initiated('a'), story.started('a', { agent: { id: 'ada' } })))).toBe(true);
  });

  it('is not so when what was measured counts elsewhere now, or no more', () => {
    const at = (ms: number) => ({ at: BEGINNING - ms });
    const [ada, bob] = [{ agent: { id: 'ada' } }, { agent: { id: 'bob' } }];
    const [begin, turn] = [story.initiated('a', ada, at(0)), story.turn('a', { turn: 0 }, REPORTED)];
    expect(onlyAdds(last(begin, turn, story.initiated('a', bob, at(0))))).toBe(false);
    expect(onlyAdds(last(begin, turn, story.initiated('a', ada, at(-60_000))))).toBe(false);
    expect(onlyAdds(last(begin, story.initiated('a', bob, at(0))))).toBe(true);
    expect(onlyAdds(last(turn, story.ended('a', { report_id: 'r1', turns: [1] }, REPORTED)))).toBe(false);
    expect(onlyAdds(last(turn, story.ended('a', { report_id: 'r1', turns: [0] }, REPORTED)))).toBe(true);
  });

  it('is not so when another duration is told, or none any more', () => {
    const first = story.ended('a', { duration_ms: 5_000 });
    expect(onlyAdds(last(first, story.ended('a', { duration_ms: 7_000 })))).toBe(false);
    expect(onlyAdds(last(first, story.cost('a')))).toBe(true);
  });

  it('is not so of a call that is hidden, and is of one that comes back', () => {
    const [turn, hidden] = [story.turn('a'), story.own('hidden', 'a')];
    expect(onlyAdds(last(turn, hidden))).toBe(false);
    expect(onlyAdds(last(turn, hidden, story.own('unhidden', 'a')))).toBe(true);
  });
});
