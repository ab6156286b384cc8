import type { CallState } from '@callscope/call-state';
import { type Column, type DerivedProjection, Projection, type RowChange } from '../kernel';
import { evolve } from './aggregates.evolve';
import type { AggregatesRow } from './aggregates.read-model';
import { cellOfKey } from './cells';
import { cellChanges } from './contributions';

/** Totals over every call: how many, how long, how fast, how much; by minute, hour, day and in all, and by group. */
@Projection()
export class AggregatesProjection implements DerivedProjection<AggregatesRow, CallState> {
  readonly name = 'aggregates';
  readonly version = 2;
  readonly source = 'calls';
  readonly columns: Readonly<Record<string, Column<AggregatesRow>>> = {
    resolution: { type: 'TEXT', of: (_row, key) => cellOfKey(key).resolution },
    start: { type: 'INTEGER', of: (_row, key) => cellOfKey(key).start },
    dimension: { type: 'TEXT', of: (_row, key) => cellOfKey(key).dimension },
    value: { type: 'TEXT', of: (_row, key) => cellOfKey(key).value },
  };
  readonly indexes = ['(dimension, resolution, start)'];

  keys(change: RowChange<CallState>): readonly string[] {
    return [...cellChanges(change).keys()];
  }

  evolve(row: AggregatesRow | null, change: RowChange<CallState>, key: string): AggregatesRow | null {
    return this.evolveAll(row, [change], key);
  }

  /** A page of events changes the same few cells again and again: each is opened and closed once. */
  evolveAll(row: AggregatesRow | null, changes: readonly RowChange<CallState>[], key: string): AggregatesRow | null {
    return evolve(
      row,
      changes.flatMap((change) => cellChanges(change).get(key) ?? []),
    );
  }
}
