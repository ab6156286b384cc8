import { digitsOf } from './words-of-event';

/** All but characters that stay as they are and of which the index knows by itself which make a word: most texts. */
const UNUSUAL = /[^ -\u02ff\u0388-\u0482\u048a-\u0530\u2010-\u2027\u20ac\uac00-\ud7a3]/;

/**
 * Accents and vowel signs: left out, so that a word is found with and without them. The letters named here were such
 * signs once, and the index still parts words at them.
 */
const MARKS = /[\p{M}\u19b0-\u19c0\u19c8\u19c9\u1cf2\u1cf3]+/gu;
/** Scripts that are written without blanks: each character is a word of its own. */
const WITHOUT_BLANKS = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu;
const WORDS = /[\p{L}\p{N}\p{Co}]+/gu;

/** A text in pieces that hold whole words; what is a word inside of them, the index knows. */
export function piecesOf(text: string): readonly string[] {
  return UNUSUAL.test(text) ? wordsOf(text) : text.split(' ');
}

/** The words of a text as the index has them but for their case, whether its letters were told in one piece or in two. */
function wordsOf(text: string): readonly string[] {
  return text.normalize('NFC').replace(MARKS, '').replace(WITHOUT_BLANKS, ' $& ').match(WORDS) ?? [];
}

/** A word that may go on is looked for only when it is no shorter: half the dictionary begins with one letter. */
const SHORTEST_START = 3;

/**
 * What a person types, as an expression for the index: every word must be there, in any order and case, with or without
 * accents; the last one may go on. What is written like a number is found as one, however that was written, and as the
 * words that it looks like: a code, a date. Null when there is no word in it.
 */
export function matchOf(typed: string): string | null {
  const words = wordsOf(typed);
  if (words.length === 0) return null;
  const digits = digitsOf(typed.trim());
  return digits === null || words.length === 1 ? allOf(words) : `(${allOf([digits])}) OR (${allOf(words)})`;
}

function allOf(words: readonly string[]): string {
  return words
    .map((word, index) => {
      const goesOn = index === words.length - 1 && word.length >= SHORTEST_START;
      // Nothing but letters and digits is left of it: quotes make it a word, never an operator.
      return goesOn ? `"${word}"*` : `"${word}"`;
    })
    .join(' AND ');
}
