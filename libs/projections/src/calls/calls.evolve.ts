import type { StoredEvent } from '@callscope/call-events';
import { evolveCall } from '@callscope/call-state';
import type { CallsRow } from './calls.read-model';

/** Takes one more event of a call into its row. The rules are those of call-state; this names them as a projection. */
export function evolve(row: CallsRow | null, event: StoredEvent): CallsRow {
  return evolveCall(row, event);
}
