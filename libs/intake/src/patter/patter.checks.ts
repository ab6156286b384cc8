import { nanoFromUsd } from '@callscope/call-events';
import { ValidateBy, type ValidationOptions } from 'class-validator';

/** A control character that breaks a line, or half of a surrogate pair: no id can carry it through a stream. */
const UNSAFE_IN_ID = /[\0\r\n]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/;
const MAX_ID_CHARACTERS = 256;
const MAX_PARTY_CHARACTERS = 1_024;

function check(name: string, rule: string, valid: (value: unknown) => boolean) {
  return (options?: ValidationOptions): PropertyDecorator =>
    ValidateBy({ name, validator: { validate: valid, defaultMessage: () => rule } }, options);
}

/** `call_id`: 1 to 256 characters that can stand in a line of a stream. */
export const IsCallId = check(
  'isCallId',
  `must be a text of 1 to ${MAX_ID_CHARACTERS} characters without NUL, CR, LF or half surrogates`,
  (value) =>
    typeof value === 'string' && value.length > 0 && value.length <= MAX_ID_CHARACTERS && !UNSAFE_IN_ID.test(value),
);

/** A number or address of one side of the call; empty when the SDK does not know it. */
export const IsParty = check(
  'isParty',
  `must be a text of at most ${MAX_PARTY_CHARACTERS} characters`,
  (value) => typeof value === 'string' && value.length <= MAX_PARTY_CHARACTERS,
);

/** Nested validation looks through lists of lists, as if they were one. */
export const IsFlatList = check(
  'isFlatList',
  'must be a list of objects',
  (value) => Array.isArray(value) && !value.some(Array.isArray),
);

/** A moment: epoch seconds or milliseconds, or ISO 8601 with its zone. */
export const IsMoment = check(
  'isMoment',
  'must be a time: epoch seconds, epoch milliseconds, or ISO 8601 with a zone',
  (value) => (typeof value === 'number' && value >= 0) || (typeof value === 'string' && isIsoInstant(value)),
);

/** Money as the SDK sends it: USD, a number or a decimal text, not negative, at most 9 000 000. */
export const IsUsd = check(
  'isUsd',
  'must be an amount of USD from 0 to 9000000',
  (value) => (typeof value === 'number' || typeof value === 'string') && nanoFromUsd(value) !== null,
);

export function isIsoInstant(value: string): boolean {
  return (
    /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:?\d\d)$/.test(value) &&
    !Number.isNaN(Date.parse(value)) &&
    isDay(value.slice(0, 10))
  );
}

/** Date.parse moves 30 February on to March. */
function isDay(day: string): boolean {
  return new Date(`${day}T00:00:00Z`).toISOString().startsWith(day);
}
