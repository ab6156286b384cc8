import { prepared } from '@callscope/histogram';
import fc from 'fast-check';
import { RUNS } from '../../../call-events/src/testing';
import { BEGINNING, Story } from '../testing/events';
import { ownViews } from '../testing/own-views';
import { AggregatesQueries } from './aggregates.queries';
import { placeOf } from './aggregates.read-model';
import { Cell } from './cell';
import { CellSum } from './cell-sum';
import { KeptSums } from './kept-sums';
import { slotOf } from './open-counts';
import { type PlacedCell, placedCells } from './placed-cell';

const MINUTE = 60_000;
const MINUTES = 24;
const RESPONSE = placeOf('response_ms');

/** Cells of minutes, as the store has them: in memory, gone from it, or not there at all. */
class Minutes {
  readonly #cells = new Map<string, Cell>();

  keyOf(minute: number): string {
    return `minute|${minute * MINUTE}|agent|a|b`;
  }

  of(from: number, to: number): PlacedCell[] {
    const keys = Array.from({ length: Math.max(0, to - from) }, (_, index) => this.keyOf(from + index));
    const there = keys.filter((key) => this.#cells.has(key));
    return placedCells(there, { resolution: 'minute', dimension: 'agent' }, (key) => this.#cells.get(key)!);
  }

  putIn(minute: number, value: number): void {
    const measured = [[RESPONSE, prepared(value)]] as const;
    const cell = this.#cells.get(this.keyOf(minute)) ?? new Cell(null);
    cell.add({ counts: [[slotOf('turns:completed'), 1]], into: measured, out: [] });
    this.#cells.set(this.keyOf(minute), cell);
  }

  /** The sum stays the same, and what is known of its extremes does not. */
  forgetExtremes(minute: number): void {
    this.#cells.get(this.keyOf(minute))?.settle({ response_ms: [null, null] });
  }

  readAnew(minute: number): void {
    const row = this.#cells.get(this.keyOf(minute))?.toRow();
    if (row) this.#cells.set(this.keyOf(minute), new Cell(structuredClone(row)));
  }

  /** The row was changed and went, and is read anew: no cell that was seen before has changed. */
  readChanged(minute: number, value: number): void {
    this.readAnew(minute);
    this.putIn(minute, value);
    this.readAnew(minute);
  }

  takeAway(minute: number): void {
    this.#cells.delete(this.keyOf(minute));
  }
}

const minute = fc.nat(MINUTES - 1);
const value = fc.integer({ min: 0, max: 5_000 });
const step = fc.oneof(
  fc.tuple(minute, value).map(
    ([at, ms]) =>
      (cells: Minutes) =>
        cells.putIn(at, ms),
  ),
  fc.tuple(minute, value).map(
    ([at, ms]) =>
      (cells: Minutes) =>
        cells.readChanged(at, ms),
  ),
  minute.map((at) => (cells: Minutes) => cells.forgetExtremes(at)),
  minute.map((at) => (cells: Minutes) => cells.readAnew(at)),
  minute.map((at) => (cells: Minutes) => cells.takeAway(at)),
);
/** A few: each is asked for three times after every step. */
const windows = fc.array(fc.tuple(minute, minute), { minLength: 1, maxLength: 4 });

function addedUp(cells: readonly PlacedCell[]): string {
  return JSON.stringify(cells.reduce((sum, { cell }) => sum.add(cell), new CellSum()).toRow());
}

/** A value in each minute. */
function filled(): Minutes {
  const cells = new Minutes();
  for (let at = 0; at < MINUTES; at += 1) cells.putIn(at, at + 1);
  return cells;
}

describe('kept sums', () => {
  it('tell what their cells tell, whatever became of these since', () => {
    const most = fc.constantFrom(0, 150, 1_000_000);
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), windows, most, (steps, asked, kept) => {
        const cells = filled();
        const sums = new KeptSums(kept);
        for (const change of [() => undefined, ...steps]) {
          change(cells);
          // The third answer is the first that can come from a sum that was kept.
          for (const [from, to] of [...asked, ...asked, ...asked]) {
            const placed = cells.of(from, to + 1);
            expect(JSON.stringify(sums.summed(placed).toRow())).toBe(addedUp(placed));
            expect(sums.numbers).toBeLessThanOrEqual(kept);
          }
        }
      }),
      RUNS,
    );
  });

  it('are made of what is met twice, and then spare adding its cells', () => {
    const placed = filled().of(0, 10);
    const sums = new KeptSums();
    const read = placed.map(({ cell }) => jest.spyOn(cell, 'histogramAt'));
    const readsOfNext = (): number => {
      read.forEach((spy) => spy.mockClear());
      sums.summed(placed);
      return read.filter((spy) => spy.mock.calls.length > 0).length;
    };
    const reads = [readsOfNext(), readsOfNext(), readsOfNext()];
    expect(reads).toEqual([10, 10, 0]);
  });

  it('count the numbers that are held for them', () => {
    const placed = filled().of(0, 10);
    const sums = new KeptSums();
    const numbers = [1, 2, 3].map(() => {
      sums.summed(placed);
      return sums.numbers;
    });
    const [met, kept] = numbers as [number, number, number];
    // Ten buckets with their counts, and the count of turns.
    expect(numbers).toEqual([met, met + 21, kept]);
  });

  it('hold no more numbers than they may: what was asked for longest ago goes first', () => {
    const cells = filled();
    const sums = new KeptSums(200);
    for (let from = 0; from < MINUTES - 4; from += 1) {
      for (let time = 0; time < 2; time += 1) sums.summed(cells.of(from, from + 4));
    }
    expect(sums.numbers).toBeGreaterThan(100);
    expect(sums.numbers).toBeLessThanOrEqual(200);
  });
});

describe('the figures of a window, asked for again and again', () => {
  const [agents, from] = [['ada', 'bob'], Math.floor(BEGINNING / 600_000) * 600_000];
  const id = fc.constantFrom('a', 'b', 'c', 'd');
  type Happening = (story: Story, views: ReturnType<typeof ownViews>) => void;
  const told = fc.oneof(
    fc.tuple(id, fc.nat(20), value, fc.nat(9)).map(([call, at, ms, turn]): Happening => (story, views) => {
      const event = story.turn(call, { turn, latency: { response_ms: ms } }, { at: from + at * MINUTE });
      views.apply([{ ...event, position: views.position + 1 }]);
    }),
    fc
      .tuple(id, fc.constantFrom('hidden', 'unhidden', 'timed_out'))
      .map(([call, word]): Happening => (story, views) => {
        views.apply([{ ...story.own(word, call), position: views.position + 1 }]);
      }),
    id.map((call): Happening => (_story, views) => {
      views.flush();
      views.trimmed([call], 2);
    }),
    fc.constant<Happening>((_story, views) => {
      views.flush();
    }),
  );
  const queries = ['agent', null].flatMap((groupBy) =>
    [0, 3].map((skipped) => ({
      range: { from: from + skipped * MINUTE, to: from + 21 * MINUTE },
      groupBy: groupBy as 'agent' | null,
      histogram: true,
      comparePrevious: true,
    })),
  );

  it('are those that are reckoned anew', () => {
    fc.assert(
      fc.property(fc.array(told, { maxLength: 10 }), (happenings) => {
        const [story, views] = [new Story(), ownViews()];
        const events = ['a', 'b', 'c', 'd'].flatMap((call, number) => [
          story.started(call, { agent: { id: agents[number % 2]! } }, { at: from }),
          ...Array.from({ length: 12 }, (_, turn) =>
            story.turn(call, { turn: turn + 10, latency: { response_ms: 100 + turn } }, { at: from + turn * MINUTE }),
          ),
        ]);
        views.apply(events);
        views.flush();
        const asked = new AggregatesQueries(views);
        for (const happening of [() => undefined, ...happenings]) {
          happening(story, views);
          const anew = queries.map((query) => new AggregatesQueries(views).statsJson(query, 17));
          for (let time = 0; time < 3; time += 1) {
            expect(queries.map((query) => asked.statsJson(query, 17))).toEqual(anew);
          }
        }
        views.close();
      }),
      RUNS,
    );
  });

  it('are right of rows that went out of memory, and changed, and came back', () => {
    const [story, views] = [new Story(), ownViews()];
    const turn = (at: number, ms: number) =>
      story.turn(`call-${at}-${ms}`, { latency: { response_ms: ms } }, { at: from + at * MINUTE });
    views.apply([0, 1, 2, 3, 4, 5].map((at) => turn(at, 500)));
    views.flush();
    const asked = new AggregatesQueries(views);
    const answer = (): string => asked.statsJson(queries[0]!, 17);
    const before = [answer(), answer(), answer()];
    const rows = views.sums('aggregates');
    const forget = (): void => {
      for (let other = 0; other < 4_001; other += 1) rows.look(`minute|${other}||`);
    };
    forget();
    expect([answer(), answer(), answer()]).toEqual(before);
    forget();
    views.apply([{ ...turn(3, 900), position: 7 }]);
    views.flush();
    forget();
    const anew = new AggregatesQueries(views).statsJson(queries[0]!, 17);
    expect([answer(), answer(), answer()]).toEqual([anew, anew, anew]);
    expect(anew).not.toBe(before[0]);
    views.close();
  });
});
