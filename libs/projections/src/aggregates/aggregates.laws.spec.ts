import type { StoredEvent } from '@callscope/call-events';
import { callRow, type CallState, HEADLINE_STAGES, latencyOf, turnsOf } from '@callscope/call-state';
import fc from 'fast-check';
import { RUNS } from '../../../call-events/src/testing';
import { anyStory } from '../testing/any-story';
import { BEGINNING, Story, storedInThisOrder } from '../testing/events';
import {
  callAfter,
  type Cells,
  cellsAfter,
  cellsAtOnce,
  NO_CELLS,
  totalsAfter,
  totalsOf,
  withChange,
} from '../testing/folds';
import { settledCells, storedCells } from '../testing/stored-cells';
import type { AggregatesRow } from './aggregates.read-model';
import { cellOfKey } from './cells';

/** What cells add up to, as far as it adds up in plain numbers. */
function figuresOf(rows: readonly AggregatesRow[]): unknown {
  const added: Record<string, number> = {};
  const add = (name: string, by: number): number => (added[name] = (added[name] ?? 0) + by);
  for (const row of rows) {
    for (const part of ['ended', 'active', 'directions', 'turns', 'over_60s'] as const) {
      for (const [word, n] of Object.entries(row[part])) add(`${part} ${word}`, n);
    }
    for (const stage of HEADLINE_STAGES) add(stage, row.latency[stage].n);
    for (const { n, us } of [row.duration, row.call_latency]) add('means', n + us);
    add('durations', row.durations.n);
    add('stated', Number(row.stated_nano));
    for (const costs of [row.ended_costs, row.active_costs]) {
      for (const [component, { nano, savings }] of Object.entries(costs))
        add(component, Number(nano) + Number(savings));
    }
  }
  return added;
}

function callsOf(events: readonly StoredEvent[]): CallState[] {
  const ids = [...new Set(events.map((event) => event.call_id))].sort();
  return ids.map((id) => callAfter(events.filter((event) => event.call_id === id)));
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
          for (const call of callsOf(events)) {
            expect(withChange(withChange(NO_CELLS, null, call), call, null)).toEqual(NO_CELLS);
          }
        }),
        RUNS,
      );
    });

    it('leaves every cell byte-equal when its figures lie within those of the others', () => {
      const story = new Story();
      const others = [1, 60_000].flatMap((ms, number) => {
        const latency = Object.fromEntries(HEADLINE_STAGES.map((stage) => [stage, ms]));
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
          for (const call of callsOf(events)) {
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
          const groups = new Map<string, Cells>();
          for (const [name, row] of cells) {
            const { resolution, dimension } = cellOfKey(name);
            const group = `${resolution} ${dimension}`;
            groups.set(group, new Map([...(groups.get(group) ?? []), [name, row]]));
          }
          const totals = figuresOf([totalsOf(cells)]);
          for (const group of groups.values()) expect(figuresOf([...group.values()])).toEqual(totals);
          expect(groups.size).toBe(cells.size === 0 ? 0 : 20);
        }),
        RUNS,
      );
    });

    it('make the cells that the calls themselves make, put in once each', () => {
      fc.assert(
        fc.property(anyStory, (events) => {
          const once = callsOf(events).reduce((cells, call) => withChange(cells, null, call), NO_CELLS);
          expect(settledCells(cellsAfter(events))).toBe(settledCells(once));
        }),
        RUNS,
      );
    });

    it('make the same cells, byte for byte, when a cell takes all of its changes at once', () => {
      fc.assert(
        fc.property(anyStory, (events) => {
          expect(storedCells(cellsAtOnce(events))).toBe(storedCells(cellsAfter(events)));
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

    it('add up money to the last nano, whatever the size of the sum', () => {
      const amount = fc.bigInt({ min: 0n, max: 9_000_000_000_000_000n }).map(Number);
      fc.assert(
        fc.property(fc.array(fc.tuple(fc.nat(3), amount, fc.boolean()), { minLength: 1 }), (told) => {
          const from = new Story();
          const events = told.flatMap(([number, nano, ends]) => [
            from.cost(`call-${number}`, { component: 'telephony', amount_nano_usd: nano, basis: 'billed' }),
            ...(ends ? [from.ended(`call-${number}`)] : []),
          ]);
          const totals = totalsAfter(events);
          const exact = told.reduce((sum, [, nano]) => sum + BigInt(nano), 0n);
          const added = [totals.active_costs, totals.ended_costs].map((of) => BigInt(of.telephony?.nano ?? 0));
          expect(added[0]! + added[1]!).toBe(exact);
          expect(BigInt(totals.stated_nano)).toBe(added[1]);
        }),
        RUNS,
      );
    });

    it('never change the rows that they are taken into', () => {
      fc.assert(
        fc.property(anyStory, anyStory, (events, more) => {
          const cells = cellsAfter(events);
          const before = storedCells(cells);
          for (const call of callsOf(more)) withChange(cells, null, call);
          expect(storedCells(cells)).toBe(before);
        }),
        RUNS,
      );
    });

    it('count every call that may be seen once, as active or as ended', () => {
      fc.assert(
        fc.property(anyStory, (events) => {
          const seen = callsOf(events).filter((call) => !call.hidden);
          const { active, ended, directions } = totalsAfter(events);
          const count = (of: Readonly<Record<string, number>>): number => Object.values(of).reduce((a, b) => a + b, 0);
          expect(count(active)).toBe(seen.filter((call) => callRow(call).live).length);
          expect(count(active) + count(ended)).toBe(seen.length);
          expect(count(directions)).toBe(seen.length);
        }),
        RUNS,
      );
    });
  });
});
