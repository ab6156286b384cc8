import type { CallRow } from '@callscope/call-state';
import { endOf } from '../feed/row-order';
import type { Asked } from './asked';

/**
 * The ask for all calls below the board. Those the board has not ended before its oldest, and began before they ended:
 * everything newer needs no second read.
 */
export function olderThan(board: readonly CallRow[]): Asked {
  const ends = board.filter((row) => !row.live && endOf(row) > 0).map(endOf);
  const oldest = ends.length === 0 ? {} : { to: String(Math.min(...ends) + 1) };
  return { sort: 'started_at:desc', ...oldest };
}
