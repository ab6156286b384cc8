import type { CallState } from '@callscope/call-state';
import { type Column, type DerivedProjection, Projection, type RowChange } from '../kernel';
import { evolve } from './active-calls.evolve';
import type { ActiveCallsRow } from './active-calls.read-model';

/** What is happening now: the calls that run, newest start first. */
@Projection()
export class ActiveCallsProjection implements DerivedProjection<ActiveCallsRow, CallState> {
  readonly name = 'active-calls';
  readonly version = 3;
  readonly source = 'calls';
  readonly keyedByCall = true;
  readonly columns: Readonly<Record<string, Column<ActiveCallsRow>>> = {
    begun_at: { type: 'INTEGER', of: (row) => row.begun_at },
    last_recorded_at: { type: 'INTEGER', of: (row) => row.last_recorded_at },
  };
  readonly indexes = ['(begun_at DESC, position DESC)', '(last_recorded_at)'];

  keys(change: RowChange<CallState>): readonly string[] {
    return [change.key];
  }

  /** A row is made of the newest state alone. */
  joins(): boolean {
    return true;
  }

  evolve(_row: ActiveCallsRow | null, change: RowChange<CallState>): ActiveCallsRow | null {
    return evolve(change.after);
  }
}
