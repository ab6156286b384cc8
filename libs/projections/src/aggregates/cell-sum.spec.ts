import { prepared } from '@callscope/histogram';
import fc from 'fast-check';
import { RUNS } from '../../../call-events/src/testing';
import { anyStory } from '../testing/any-story';
import { Story } from '../testing/events';
import { callsAfter, type Cells, cellsAfter, NO_CELLS, totalsAfter, withChange } from '../testing/folds';
import { settledCells } from '../testing/stored-cells';
import { type AggregatesRow, NO_CALLS, placeOf } from './aggregates.read-model';
import { Cell } from './cell';
import { CellSum } from './cell-sum';
import { slotOf } from './open-counts';

function sumOfRows(rows: readonly AggregatesRow[]): AggregatesRow {
  return rows.reduce((sum, row) => sum.add(new Cell(structuredClone(row))), new CellSum()).toRow();
}

/** Cell by cell. */
function sumOfCells(parts: readonly Cells[]): Cells {
  const keys = new Set(parts.flatMap((cells) => [...cells.keys()]));
  return new Map([...keys].map((key) => [key, sumOfRows(parts.flatMap((cells) => cells.get(key) ?? []))]));
}

describe('a sum of cells', () => {
  it('is the cells of all calls, however the calls were split and in whatever order they are added', () => {
    fc.assert(
      fc.property(anyStory, fc.array(fc.nat(2), { minLength: 4, maxLength: 4 }), (events, picks) => {
        const parts = [NO_CELLS, NO_CELLS, NO_CELLS];
        for (const [number, call] of callsAfter(events).entries()) {
          const part = picks[number]!;
          parts[part] = withChange(parts[part]!, null, call);
        }
        const whole = settledCells(cellsAfter(events));
        expect(settledCells(sumOfCells(parts))).toBe(whole);
        expect(settledCells(sumOfCells(parts.reverse()))).toBe(whole);
      }),
      RUNS,
    );
  });

  it('of one cell is that cell, byte for byte', () => {
    fc.assert(
      fc.property(anyStory, (events) => {
        const totals = totalsAfter(events);
        expect(JSON.stringify(sumOfRows([totals]))).toBe(JSON.stringify(totals));
      }),
      RUNS,
    );
  });

  it('of nothing holds nothing', () => {
    expect([sumOfRows([]), sumOfRows([NO_CALLS, NO_CALLS])]).toEqual([NO_CALLS, NO_CALLS]);
  });

  it('knows no distribution whose last value was taken out of the cell', () => {
    const measured = [[placeOf('response_ms'), prepared(900)]] as const;
    const cell = new Cell(null);
    cell.add({ counts: [[slotOf('turns:completed'), 1]], into: measured, out: [] });
    cell.add({ counts: [], into: [], out: measured });
    expect(new CellSum().add(cell).toRow()).toEqual({ counts: { 'turns:completed': 1 }, histograms: {} });
  });

  it('adds up money beyond 2^53 to the last nano', () => {
    const story = new Story();
    const rows = ['a', 'b', 'c'].map((id) => totalsAfter([story.cost(id, { amount_nano_usd: 8_999_999_999_999_999 })]));
    const { counts } = sumOfRows(rows);
    expect([counts['cost:active:llm:nano*1e9'], counts['cost:active:llm:nano']]).toEqual([
      3 * 8_999_999,
      2_999_999_997,
    ]);
  });

  it('does not change with the cells that were added', () => {
    const story = new Story();
    const cell = new Cell(totalsAfter([story.started('a'), story.turn('a', { latency: { response_ms: 900 } })]));
    const row = new CellSum().add(cell).toRow();
    const before = structuredClone(row);
    cell.add({ counts: [[slotOf('turns:completed'), 1]], into: [[placeOf('response_ms'), prepared(5)]], out: [] });
    expect(row).toEqual(before);
  });
});
