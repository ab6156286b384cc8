import type { CallState } from '@callscope/call-state';
import type { RowChange, Share } from '../kernel';
import { activeSpan } from './active-span';
import { hourKey, type LevelChange, placeOfSecond } from './open-hour';

const NOTHING: readonly Share<LevelChange>[] = [];

/** What the change of a call moves in which hours: nothing for most changes. */
export function movesOf({ before, after }: RowChange<CallState>): readonly Share<LevelChange>[] {
  const [was, is] = [activeSpan(before), activeSpan(after)];
  if (was?.from === is?.from && was?.to === is?.to) return NOTHING;
  return [...moved(was?.from, is?.from, 1), ...moved(was?.to, is?.to, -1)];
}

/** A second in which the number of active calls changed `by` so many is another one now. */
function moved(was: number | null | undefined, is: number | null | undefined, by: number): Share<LevelChange>[] {
  if (was === is) return [];
  return [...changeAt(was, -by), ...changeAt(is, by)];
}

function changeAt(second: number | null | undefined, by: number): Share<LevelChange>[] {
  if (second == null) return [];
  const { hour, place } = placeOfSecond(second);
  return [{ keys: keysOf(hour), part: { place, by } }];
}

const KEYS = new Map<number, readonly string[]>();
const KEYS_KEPT = 500;

/** The very same list for the same hour, as long as it is remembered: by it the kernel finds the open row. */
function keysOf(hour: number): readonly string[] {
  const known = KEYS.get(hour);
  if (known) return known;
  if (KEYS.size >= KEYS_KEPT) KEYS.clear();
  const keys = [hourKey(hour)];
  KEYS.set(hour, keys);
  return keys;
}
