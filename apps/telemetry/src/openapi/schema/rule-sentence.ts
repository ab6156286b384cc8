import { CUSTOM_TYPE, LATENCY_STAGES, MAX_TURN } from '@callscope/call-events';
import { flag, oneOf, type Schema, text } from './json-schema';

const YEAR_2000_MS = Date.UTC(2000, 0, 1);
const YEAR_2200_MS = Date.UTC(2200, 0, 1);
const TURN = { type: 'integer', minimum: 0, maximum: MAX_TURN } as const;

type Reader = readonly [sentence: RegExp, schema: (...words: string[]) => Schema];

/** Each sentence with which a check or a rule says what a value must be, and the schema that says the same. */
const READERS: readonly Reader[] = [
  [/^must be a text of at most (\d+) characters$/, (most) => ({ ...text, maxLength: Number(most) })],
  [/^must be a text of 1 to (\d+) characters/, (most) => ({ ...text, minLength: 1, maxLength: Number(most) })],
  [/^must be a text$/, () => text],
  [/^must be one of (.+)$/, (words = '') => oneOf(words.split(', '))],
  [/^must be true or false$/, () => flag],
  [/^must be a number of milliseconds from (\d+) to (\d+)$/, (...bounds) => ({ type: 'number', ...range(bounds) })],
  [/^must be a whole number from (\d+) to (\d+)/, (...bounds) => ({ type: 'integer', ...range(bounds) })],
  [/^must be a number from (\d+) to (\d+)$/, (...bounds) => ({ type: 'number', ...range(bounds) })],
  [
    /^must be a time in epoch milliseconds/,
    () => ({ type: 'number', minimum: YEAR_2000_MS, exclusiveMaximum: YEAR_2200_MS }),
  ],
  [/^must be a time between 2000-01-01 and one day from now/, () => ({ type: ['number', 'string'] })],
  [/^must be a time: epoch seconds/, () => ({ type: ['number', 'string'], minimum: 0 })],
  [
    /^must be an amount of USD from 0 to (\d+)/,
    (most) => ({ type: ['number', 'string'], minimum: 0, maximum: Number(most) }),
  ],
  [/^must be a list of at most (\d+)( turn numbers)?$/, (most) => ({ ...list(TURN), maxItems: Number(most) })],
  [/^must be a list of objects$/, () => list({ type: 'object' })],
  [/^must have stages of a latency only/, () => ({ type: 'object', propertyNames: { enum: LATENCY_STAGES } })],
  [/^must be a type of event/, () => ({ ...text, pattern: CUSTOM_TYPE.source })],
  [/^must not begin with (\S+)$/, (start = '') => ({ not: { ...text, pattern: `^${start}` } })],
  [/^must be the current version/, () => ({ type: 'integer', minimum: 1 })],
  [/^must be an object/, () => ({ type: 'object' })],
];

/** What a sentence of the form "must be …" says, as a schema; null when nobody has taught it here. */
export function schemaOfSentence(sentence: string): Schema | null {
  for (const [pattern, schema] of READERS) {
    const match = pattern.exec(sentence);
    if (match) return schema(...match.slice(1));
  }
  return null;
}

function range(bounds: readonly string[]): Schema {
  const [minimum, maximum] = bounds.map(Number);
  return { minimum, maximum };
}

function list(items: Schema): Schema {
  return { type: 'array', items };
}
