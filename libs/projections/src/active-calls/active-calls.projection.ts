import { callRow, type CallState } from '@callscope/call-state';
import { type Column, type DerivedProjection, Projection, type RowChange } from '../kernel';
import { evolve } from './active-calls.evolve';
import type { ActiveCallsRow } from './active-calls.read-model';

/** What is happening now: the calls that run, newest start first. */
@Projection()
export class ActiveCallsProjection implements DerivedProjection<ActiveCallsRow, CallState> {
  readonly name = 'active-calls';
  readonly version = 1;
  readonly source = 'calls';
  readonly columns: Readonly<Record<string, Column<ActiveCallsRow>>> = {
    begun_at: { type: 'INTEGER', of: (call) => callRow(call).started_at ?? callRow(call).initiated_at },
  };
  readonly indexes = ['(begun_at DESC, position DESC)'];

  keys(change: RowChange<CallState>): readonly string[] {
    return [change.key];
  }

  evolve(_row: ActiveCallsRow | null, change: RowChange<CallState>): ActiveCallsRow | null {
    return evolve(change.after);
  }
}
