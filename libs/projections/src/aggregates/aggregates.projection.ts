import type { CallState } from '@callscope/call-state';
import { type DerivedProjection, Projection, type RowChange } from '../kernel';
import { evolve } from './aggregates.evolve';
import type { AggregatesRow } from './aggregates.read-model';

const ALL = 'all';

/** Totals over every call: how many, how long, how fast, how much. */
@Projection()
export class AggregatesProjection implements DerivedProjection<AggregatesRow, CallState> {
  readonly name = 'aggregates';
  readonly version = 1;
  readonly source = 'calls';

  keys(): readonly string[] {
    return [ALL];
  }

  evolve(row: AggregatesRow | null, change: RowChange<CallState>): AggregatesRow {
    return evolve(row, change.before, change.after);
  }
}
