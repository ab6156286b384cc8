/** A control character that breaks a line, or half of a surrogate pair: no id can carry it through a stream. */
const UNSAFE_IN_ID = /[\0\r\n]|\p{Surrogate}/u;

/** Longest id of a call or an event that a producer may give, in UTF-16 code units. */
export const MAX_ID_CHARACTERS = 256;

export const SAFE_ID_RULE = `must be a text of 1 to ${MAX_ID_CHARACTERS} characters without NUL, CR, LF or half surrogates`;

/** An id of a call or an event: it can stand in a line of a stream. */
export function isSafeId(value: unknown): value is string {
  return (
    typeof value === 'string' && value.length > 0 && value.length <= MAX_ID_CHARACTERS && !UNSAFE_IN_ID.test(value)
  );
}
