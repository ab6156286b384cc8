import type { CallRow } from '@callscope/call-state';
import type { CallsPage } from '../calls/calls.queries';

/** The calls of a page, as whoever gets its bytes reads them. */
export function listed({ calls }: Pick<CallsPage, 'calls'>): CallRow[] {
  return JSON.parse(Buffer.from(calls).toString()) as CallRow[];
}

export function listedIds(page: Pick<CallsPage, 'calls'>): string[] {
  return listed(page).map((call) => call.call_id);
}
