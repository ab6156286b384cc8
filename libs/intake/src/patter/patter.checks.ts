import { nanoFromUsd } from '@callscope/call-events';
import { fieldCheck, isoInstantMs, isSafeId, SAFE_ID_RULE } from '../kernel';
import { MAX_PARTY_CHARACTERS } from './patter.limits';

/** `call_id`: 1 to 256 characters that can stand in a line of a stream. */
export const IsCallId = fieldCheck('isCallId', SAFE_ID_RULE, isSafeId);

/** A number or address of one side of the call; empty when the SDK does not know it. */
export const IsParty = fieldCheck(
  'isParty',
  `must be a text of at most ${MAX_PARTY_CHARACTERS} characters`,
  (value) => typeof value === 'string' && value.length <= MAX_PARTY_CHARACTERS,
);

/** Nested validation looks through lists of lists, as if they were one. */
export const IsFlatList = fieldCheck(
  'isFlatList',
  'must be a list of objects',
  (value) => Array.isArray(value) && !value.some(Array.isArray),
);

/** A moment: epoch seconds or milliseconds, or ISO 8601 with its zone. */
export const IsMoment = fieldCheck(
  'isMoment',
  'must be a time: epoch seconds, epoch milliseconds, or ISO 8601 with a zone',
  (value) => (typeof value === 'number' && value >= 0) || (typeof value === 'string' && isoInstantMs(value) !== null),
);

/** Money as the SDK sends it: USD, a number or a decimal text, not negative, at most 9 000 000. */
export const IsUsd = fieldCheck(
  'isUsd',
  'must be an amount of USD from 0 to 9000000',
  (value) => (typeof value === 'number' || typeof value === 'string') && nanoFromUsd(value) !== null,
);
