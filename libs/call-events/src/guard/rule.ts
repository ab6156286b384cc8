import { fitsUtf8 } from './utf8';

/** What is wrong with a value: where, and what it must be. */
export interface Flaw {
  /** Path of the field, as `data.latency.stt_ms`. */
  readonly field: string;
  /** Goes on after the field's name: "must be …". */
  readonly message: string;
}

/** Looks at one value; null when it is good. On the hot path of the intake: no allocation while all is well. */
export type Rule = (value: unknown, path: string) => Flaw | null;

function rule(valid: (value: unknown) => boolean, message: string): Rule {
  return (value, path) => (valid(value) ? null : { field: path, message });
}

/** Text of at most so many characters; none is too long when no number is given. */
export function text(maxCharacters = Infinity): Rule {
  const message =
    maxCharacters === Infinity ? 'must be a text' : `must be a text of at most ${maxCharacters} characters`;
  return rule((value) => typeof value === 'string' && value.length <= maxCharacters, message);
}

/** One of the words. */
export function oneOf(words: readonly string[]): Rule {
  const known = new Set<unknown>(words);
  return rule((value) => known.has(value), `must be one of ${words.join(', ')}`);
}

/** Finite and not negative, in ms. The bound of ten years keeps every sum exact. */
export const MAX_DURATION_MS = 10 * 366 * 86_400_000;
export const durationMs: Rule = rule(
  (value) => typeof value === 'number' && value >= 0 && value <= MAX_DURATION_MS,
  `must be a number of milliseconds from 0 to ${MAX_DURATION_MS}`,
);

/** A whole number from `least` on that a double holds exactly. */
export function integer(least = 0, most = Number.MAX_SAFE_INTEGER): Rule {
  return rule(
    (value) => Number.isSafeInteger(value) && (value as number) >= least && (value as number) <= most,
    `must be a whole number from ${least} to ${most}`,
  );
}

/** A share, or a score. */
export function number(least: number, most: number): Rule {
  return rule(
    (value) => typeof value === 'number' && value >= least && value <= most,
    `must be a number from ${least} to ${most}`,
  );
}

export const flag: Rule = rule((value) => typeof value === 'boolean', 'must be true or false');

const YEAR_2000_MS = Date.UTC(2000, 0, 1);
const YEAR_2200_MS = Date.UTC(2200, 0, 1);

/** An instant in epoch ms. How far ahead of our clock it may lie is the door's business. */
export const instantMs: Rule = rule(
  (value) => typeof value === 'number' && value >= YEAR_2000_MS && value < YEAR_2200_MS,
  'must be a time in epoch milliseconds, from the year 2000 on',
);

/** Anything that JSON can say. */
export const anything: Rule = () => null;

/** An object of any content, of at most so many bytes as JSON in UTF-8. */
export function jsonObject(maxBytes: number): Rule {
  return (value, path) => {
    if (!isObject(value)) return { field: path, message: 'must be an object' };
    return fitsUtf8(JSON.stringify(value), maxBytes)
      ? null
      : { field: path, message: `must not pass ${maxBytes} bytes` };
  };
}

export function listOf(each: Rule, most: number): Rule {
  return (value, path) => {
    if (!Array.isArray(value) || value.length > most)
      return { field: path, message: `must be a list of at most ${most}` };
    for (const [index, item] of value.entries()) {
      const flaw = each(item, path);
      if (flaw) return { ...flaw, field: `${path}[${index}]${flaw.field.slice(path.length)}` };
    }
    return null;
  };
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
