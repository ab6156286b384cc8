import { jointValues, keysAt } from '../aggregates/cells';
import { sharesOf } from '../aggregates/contributions';
import { Story } from './events';
import { callAfter } from './folds';

const MINUTE = 60_000;
const MORE_KEYS_THAN_ARE_KEPT = 20_001;
const MORE_CALLS_THAN_ARE_KEPT = 4_001;

/** Makes the cells forget all keys that they remember. */
export function forgetKeys(): void {
  const values = jointValues({ agent: 'somebody else', mode: '', carrier: '', direction: '' });
  for (let minute = 0; minute < MORE_KEYS_THAN_ARE_KEPT; minute += 1) keysAt(minute * MINUTE, values);
}

/** Makes the contributions forget all calls that changed before. */
export function forgetCalls(): void {
  const call = callAfter([new Story().started('somebody-else')]);
  for (let number = 0; number < MORE_CALLS_THAN_ARE_KEPT; number += 1) {
    sharesOf({ key: '', before: null, after: { ...call, call_id: `somebody-else-${number}` }, position: 1 });
  }
}
