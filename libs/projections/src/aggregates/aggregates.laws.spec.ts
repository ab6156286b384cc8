import type { StoredEvent } from '@callscope/call-events';
import { callRow, latencyOf, STATS_STAGES, turnsOf } from '@callscope/call-state';
import fc from 'fast-check';
import { RUNS } from '../../../call-events/src/testing';
import { anyStory } from '../testing/any-story';
import { BEGINNING, Story, storedInThisOrder } from '../testing/events';
import {
  callsAfter,
  cellsAfter,
  changesOf,
  NO_CELLS,
  totalsAfter,
  totalsOf,
  withChange,
  withChanges,
} from '../testing/folds';
import { settledCells, settledRow, storedCells } from '../testing/stored-cells';
import type { AggregatesRow } from './aggregates.read-model';
import { Cell } from './cell';
import { CellSum } from './cell-sum';
import { cellOfKey } from './cells';
import { amountOf, sumOf, wordsOf } from './counts';

/** What cells add up to, without what the history of a histogram may leave behind. */
function sumOfRows(rows: readonly AggregatesRow[]): AggregatesRow {
  return settledRow(rows.reduce((sum, row) => sum.add(new Cell(structuredClone(row))), new CellSum()).toRow());
}

/** What cells of a split hold of it. */
function withoutEndpoint({ counts, histograms }: AggregatesRow): AggregatesRow {
  const { 'over_60s:endpoint_ms': _long, ...others } = counts;
  const { endpoint_ms: _endpoint, ...stages } = histograms;
  return { counts: others, histograms: stages };
}

/** Without the words of which the last stored one decides (events.md, Corrections), and with times of their own. */
function inNoOrder(events: readonly StoredEvent[]): StoredEvent[] {
  const ordered = new Set(['turn.corrected', 'call.hidden', 'call.unhidden', 'call.erased', 'call.timed_out']);
  return events.filter(
    (event) => event.occurred_at !== undefined && !ordered.has(event.type) && !('report_id' in event.data),
  );
}

/** The events in another order, in which the events of each call keep theirs. */
function interleaved(events: readonly StoredEvent[], picks: readonly number[]): StoredEvent[] {
  const waiting = [...new Set(events.map((event) => event.call_id))].map((id) =>
    events.filter((event) => event.call_id === id),
  );
  return storedInThisOrder(
    events.map((_, index) => {
      const left = waiting.filter((queue) => queue.length > 0);
      return left[picks[index % picks.length]! % left.length]!.shift()!;
    }),
  );
}

describe('the laws of aggregates', () => {
  describe('a call that goes in and out again', () => {
    it('leaves nothing behind when it was alone', () => {
      fc.assert(
        fc.property(anyStory, (events) => {
          for (const call of callsAfter(events)) {
            expect(withChange(withChange(NO_CELLS, null, call), call, null)).toEqual(NO_CELLS);
          }
        }),
        RUNS,
      );
    });

    it('leaves every cell byte-equal when its figures lie within those of the others', () => {
      const story = new Story();
      const others = [1, 60_000].flatMap((ms, number) => {
        const latency = Object.fromEntries(STATS_STAGES.map((stage) => [stage, ms]));
        return [
          story.started(`other-${number}`, { direction: 'unknown' }, { at: BEGINNING }),
          story.turn(`other-${number}`, { latency, ended_at: BEGINNING }),
          story.ended(`other-${number}`, { duration_ms: ms * ms }),
        ];
      });
      const cells = cellsAfter(others);
      const within = (value: number): boolean => value > 2 && value < 58_000;
      fc.assert(
        fc.property(anyStory, (events) => {
          for (const call of callsAfter(events)) {
            const through = withChange(withChange(cells, null, call), call, null);
            expect(settledCells(through)).toBe(settledCells(cells));
            const latencies = turnsOf(call).flatMap((turn) => Object.values(latencyOf(turn)));
            if ([...latencies, callRow(call).duration_ms ?? 3].every(within))
              expect(storedCells(through)).toBe(storedCells(cells));
          }
        }),
        RUNS,
      );
    });
  });

  describe('any events of several calls', () => {
    it('make cells that add up to the totals of all time, at every length and in every split', () => {
      fc.assert(
        fc.property(anyStory, (events) => {
          const cells = cellsAfter(events);
          const groups = new Map<string, AggregatesRow[]>();
          for (const [name, row] of cells) {
            const { resolution, dimension } = cellOfKey(name);
            const group = `${resolution} ${dimension}`;
            groups.set(group, [...(groups.get(group) ?? []), row]);
          }
          const totals = settledRow(totalsOf(cells));
          for (const [name, rows] of groups) {
            expect(sumOfRows(rows)).toEqual(name.endsWith(' ') ? totals : withoutEndpoint(totals));
          }
          expect(groups.size).toBe(cells.size === 0 ? 0 : 20);
        }),
        RUNS,
      );
    });

    it('make the cells that the calls themselves make, put in once each', () => {
      fc.assert(
        fc.property(anyStory, (events) => {
          const once = callsAfter(events).reduce((cells, call) => withChange(cells, null, call), NO_CELLS);
          expect(settledCells(cellsAfter(events))).toBe(settledCells(once));
        }),
        RUNS,
      );
    });

    it('make the same cells, byte for byte, when each is written and read again after every change', () => {
      fc.assert(
        fc.property(anyStory, (events) => {
          const written = changesOf(events).reduce((cells, change) => withChanges(cells, [change]), NO_CELLS);
          expect(storedCells(written)).toBe(storedCells(cellsAfter(events)));
        }),
        RUNS,
      );
    });

    it('make the same cells in whatever order the calls take turns', () => {
      fc.assert(
        fc.property(anyStory, fc.array(fc.nat(), { minLength: 1 }), (events, picks) => {
          const turned = interleaved(events, picks);
          expect(settledCells(cellsAfter(turned))).toBe(settledCells(cellsAfter(events)));
        }),
        RUNS,
      );
    });

    it('make the same cells in whatever order they arrive, where no word is about the order', () => {
      const story = anyStory.map(inNoOrder);
      const twice = story.chain((events) =>
        fc.tuple(fc.constant(events), fc.shuffledSubarray(events, { minLength: events.length })),
      );
      fc.assert(
        fc.property(twice, ([events, shuffled]) => {
          expect(settledCells(cellsAfter(storedInThisOrder(shuffled)))).toBe(settledCells(cellsAfter(events)));
        }),
        RUNS,
      );
    });

    it('add up money to the last nano, whatever the size of the sum', () => {
      const amount = fc.bigInt({ min: 0n, max: 9_000_000_000_000_000n }).map(Number);
      fc.assert(
        fc.property(fc.array(fc.tuple(fc.nat(3), amount, fc.boolean()), { minLength: 1 }), (told) => {
          const from = new Story();
          const events = told.flatMap(([number, nano, ends]) => [
            from.cost(`call-${number}`, { component: 'telephony', amount_nano_usd: nano, basis: 'billed' }),
            ...(ends ? [from.ended(`call-${number}`)] : []),
          ]);
          const { counts } = totalsAfter(events);
          const exact = told.reduce((sum, [, nano]) => sum + BigInt(nano), 0n);
          const [active, ended] = ['active', 'ended'].map((word) => amountOf(counts, `cost:${word}:telephony:nano`));
          expect(active! + ended!).toBe(exact);
          expect(amountOf(counts, 'stated:nano')).toBe(ended);
        }),
        RUNS,
      );
    });

    it('leave no trace of a call that is hidden in the end', () => {
      fc.assert(
        fc.property(anyStory, (events) => {
          const position = events.length + 1;
          const hidden = events.concat({ ...new Story().own('hidden', 'a'), position });
          const others = events.filter((event) => event.call_id !== 'a');
          expect(settledCells(cellsAfter(hidden))).toBe(settledCells(cellsAfter(others)));
        }),
        RUNS,
      );
    });

    it('count every call that may be seen once, as active or as ended', () => {
      fc.assert(
        fc.property(anyStory, (events) => {
          const seen = callsAfter(events).filter((call) => !call.hidden);
          const { counts } = totalsAfter(events);
          const active = sumOf(wordsOf(counts, 'active'));
          expect(active).toBe(seen.filter((call) => callRow(call).live).length);
          expect(active + sumOf(wordsOf(counts, 'ended'))).toBe(seen.length);
          expect(sumOf(wordsOf(counts, 'direction'))).toBe(seen.length);
        }),
        RUNS,
      );
    });
  });
});
