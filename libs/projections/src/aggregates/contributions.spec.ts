import type { StoredEvent } from '@callscope/call-events';
import type { CallState } from '@callscope/call-state';
import fc from 'fast-check';
import { RUNS } from '../../../call-events/src/testing';
import type { RowChange, Share } from '../kernel';
import { anyStory } from '../testing/any-story';
import { BEGINNING, Story } from '../testing/events';
import { callsAfter, cellsAfter, changesOf, NO_CELLS, withChanges } from '../testing/folds';
import { forgetCalls, forgetKeys } from '../testing/forgotten';
import { plainCells, plainly } from '../testing/plain-cells';
import { storedCells } from '../testing/stored-cells';
import { DISTRIBUTIONS } from './aggregates.read-model';
import type { CellPart, Measured } from './cell';
import { cellOfKey, jointValues, keysAt } from './cells';
import { slotOf } from './open-counts';
import { sharesOf } from './contributions';

type Change = RowChange<CallState>;

/** What the last of these events adds. */
function lastShares(events: readonly StoredEvent[]): readonly Share<CellPart>[] {
  return sharesOf(changesOf(events).at(-1)!);
}

/** The change as it is when the call was read from its table: every object is a new one. */
function fromTable(change: Change): Change {
  return { ...change, before: structuredClone(change.before), after: structuredClone(change.after) };
}

const valuesOf = (values: Measured): unknown => values.map(([place, { value }]) => [DISTRIBUTIONS[place], value]);

describe('the contributions of calls', () => {
  it('make the cells that taking the whole call out and putting it in anew makes', () => {
    fc.assert(
      fc.property(anyStory, (events) => {
        const changes = changesOf(events);
        expect(plainly(withChanges(NO_CELLS, changes))).toBe(plainCells(changes));
      }),
      RUNS,
    );
  });

  it('make the same cells, byte for byte, whether a call is known from a moment ago or read from its table', () => {
    fc.assert(
      fc.property(anyStory, fc.infiniteStream(fc.boolean()), (events, reads) => {
        const changes = changesOf(events);
        const read = changes.map((change) => (reads.next().value === true ? fromTable(change) : change));
        const known = storedCells(withChanges(NO_CELLS, changes));
        expect(storedCells(withChanges(NO_CELLS, read))).toBe(known);
        expect(storedCells(withChanges(NO_CELLS, changes.map(fromTable)))).toBe(known);
      }),
      RUNS,
    );
  });

  it('make the same cells, byte for byte, when what was remembered is forgotten amid a call', () => {
    const story = new Story();
    const latency = { response_ms: 900, stt_ms: 40 };
    const events = [
      story.started('a'),
      story.turn('a', { turn: 1, latency }),
      story.turn('a', { turn: 2, latency: { response_ms: 300 } }),
      story.cost('a'),
      story.corrected('a', { turn: 1, latency: { response_ms: 500 } }),
      story.ended('a', { duration_ms: 4_000 }),
    ];
    const known = storedCells(cellsAfter(events));
    for (const forget of [forgetKeys, forgetCalls]) {
      const cells = changesOf(events).reduce((sum, change) => {
        // What changes a turn, and what moves money: the ways that lean on what is remembered.
        if (change.position > 4) forget();
        return withChanges(sum, [change]);
      }, NO_CELLS);
      expect(storedCells(cells)).toBe(known);
    }
  });

  it('are, when a call goes, exactly the opposite of what they were when it came', () => {
    fc.assert(
      fc.property(anyStory, (events) => {
        for (const call of callsAfter(events)) {
          const came = sharesOf({ key: call.call_id, before: null, after: call, position: 1 });
          const went = sharesOf({ key: call.call_id, before: call, after: null, position: 2 });
          const opposite = came.map(({ keys, part: { counts, into, out } }) => ({
            keys,
            part: { counts: counts.map(([name, by]) => [name, -by]), into: out, out: into },
          }));
          expect(went).toEqual(opposite);
        }
      }),
      RUNS,
    );
  });

  it('are nothing when no figure changes', () => {
    fc.assert(
      fc.property(anyStory, (events) => {
        for (const call of callsAfter(events)) {
          const told = { key: call.call_id, before: call, after: { ...call, position: 100 }, position: 100 };
          expect([sharesOf(told), sharesOf(fromTable(told))]).toEqual([[], []]);
        }
      }),
      RUNS,
    );
    expect(sharesOf({ key: 'a', before: null, after: null, position: 1 })).toEqual([]);
  });

  it('are one share, for the cells of its moment, when a turn is new', () => {
    const story = new Story();
    const shares = lastShares([
      story.started('a'),
      story.turn('a', { turn: 1 }),
      story.turn('a', { turn: 2, latency: { response_ms: 900 } }, { at: BEGINNING + 3_600_000 }),
    ]);
    expect(shares).toHaveLength(1);
    const [{ keys, part }] = shares as [Share<CellPart>];
    const values = jointValues({ agent: '', mode: '', carrier: '', direction: 'inbound' });
    expect(keys).toEqual(keysAt(BEGINNING + 3_600_000, values));
    expect([part.counts, valuesOf(part.into), part.out]).toEqual([
      [[slotOf('turns:completed'), 1]],
      [['response_ms', 900]],
      [],
    ]);
  });

  it('tell how long the end of speech took to the cells that are not split, and to no other', () => {
    const story = new Story();
    const turn = story.turn('a', { latency: { response_ms: 900, endpoint_ms: 240 } });
    const [all, unsplit, ...more] = lastShares([story.started('a'), turn]);
    expect([valuesOf(all!.part.into), valuesOf(unsplit!.part.into), more]).toEqual([
      [['response_ms', 900]],
      [['endpoint_ms', 240]],
      [],
    ]);
    expect(unsplit!.part.counts).toEqual([]);
    expect(unsplit!.keys).toEqual(all!.keys.filter((key) => cellOfKey(key).dimension === ''));
    expect(unsplit!.keys).toHaveLength(4);
  });

  it('are the end of speech alone, where nothing else of a turn is told anew', () => {
    const story = new Story();
    const [share, ...more] = lastShares([
      story.started('a'),
      story.turn('a', { latency: { response_ms: 900, endpoint_ms: 240 } }, { at: BEGINNING }),
      story.corrected('a', { latency: { response_ms: 900, endpoint_ms: 60_001 } }, { at: BEGINNING }),
    ]);
    const { counts, into, out } = share!.part;
    expect([counts, into, valuesOf(out), share!.keys.length, more]).toEqual([
      [[slotOf('over_60s:endpoint_ms'), 1]],
      [],
      [['endpoint_ms', 240]],
      4,
      [],
    ]);
  });

  it('are only what differs, when a turn is told anew', () => {
    const story = new Story();
    const shares = lastShares([
      story.started('a'),
      story.turn('a', { latency: { response_ms: 900, stt_ms: 40, llm_ttft_ms: 61_000 } }, { at: BEGINNING }),
      story.corrected('a', { latency: { response_ms: 900, tts_ms: 40 } }, { at: BEGINNING }),
    ]);
    for (const { part } of shares) {
      expect(part.counts).toEqual([[slotOf('over_60s:llm_ttft_ms'), -1]]);
      expect([valuesOf(part.into), valuesOf(part.out)]).toEqual([[['tts_ms', 40]], [['stt_ms', 40]]]);
    }
    expect(shares.flatMap(({ keys }) => keys)).toHaveLength(20);
  });

  it('leave the cells alone that a call stays in, when it moves to another hour', () => {
    const story = new Story();
    const shares = lastShares([
      story.initiated('a'),
      story.started('a', { direction: 'outbound' }, { at: BEGINNING - 3_600_000 }),
    ]);
    const keys = shares.flatMap((share) => share.keys);
    expect(keys).toHaveLength(2 * 10);
    expect(keys.filter((key) => !/^(minute|hour)\|/.test(key))).toEqual([]);
  });
});
