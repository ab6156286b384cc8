import type { StoredEvent } from '@callscope/call-events';
import { type LogProjection, Projection } from '../kernel';
import { evolve } from './calls.evolve';
import { CALLS_COLUMNS, CALLS_INDEXES, type CallsRow } from './calls.read-model';

/** Every call there is, from the first event that names it. Other projections follow its changes. */
@Projection()
export class CallsProjection implements LogProjection<CallsRow> {
  readonly name = 'calls';
  readonly version = 8;
  readonly form = 2;
  readonly source = 'log';
  readonly keyedByCall = true;
  readonly columns = CALLS_COLUMNS;
  readonly indexes = CALLS_INDEXES;

  keys(event: StoredEvent): readonly string[] {
    return [event.call_id];
  }

  evolve(row: CallsRow | null, event: StoredEvent): CallsRow {
    return evolve(row, event);
  }
}
