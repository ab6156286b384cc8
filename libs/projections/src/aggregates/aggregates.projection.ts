import type { CallState } from '@callscope/call-state';
import { type Column, type DerivedSums, Projection, type RowChange, type Share } from '../kernel';
import type { AggregatesRow } from './aggregates.read-model';
import { Cell, type CellPart } from './cell';
import { cellOfKey } from './cells';
import { sharesOf } from './contributions';
import { onlyAdds } from './only-adds';

/** Totals over every call: how many, how long, how fast, how much; by minute, hour, day and in all, and by group. */
@Projection()
export class AggregatesProjection implements DerivedSums<AggregatesRow, CallState, CellPart> {
  readonly name = 'aggregates';
  readonly version = 6;
  readonly source = 'calls';
  readonly outlivesCalls = true;
  readonly columns: Readonly<Record<string, Column<AggregatesRow>>> = {
    resolution: { type: 'TEXT', of: (_row, key) => cellOfKey(key).resolution },
    start: { type: 'INTEGER', of: (_row, key) => cellOfKey(key).start },
    dimension: { type: 'TEXT', of: (_row, key) => cellOfKey(key).dimension },
  };
  readonly indexes = ['(dimension, resolution, start, key)'];

  joins(change: RowChange<CallState>): boolean {
    return onlyAdds(change);
  }

  shares(change: RowChange<CallState>): readonly Share<CellPart>[] {
    return sharesOf(change);
  }

  open(row: AggregatesRow | null): Cell {
    return new Cell(row);
  }
}
