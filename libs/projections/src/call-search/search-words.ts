import { digitsOf } from './words-of-event';

/** Scripts that are written without blanks: each character is a word of its own. */
const WITHOUT_BLANKS = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu;
/** Where all of those are, to tell most texts apart quickly; and blanks other than the plain one. */
const UNUSUAL = /[\t-\r\u2e80-\u9fff\uf900-\ufaff\ud800-\udfff]/;

/** A text in pieces that hold whole words; what is a word inside of them, the index knows. */
export function piecesOf(text: string): readonly string[] {
  const plain = UNUSUAL.test(text) ? text.replace(WITHOUT_BLANKS, ' $& ').replace(/\s+/g, ' ') : text;
  return plain.split(' ');
}

const WORDS = /[\p{L}\p{N}\p{Co}]+/gu;
/** A word that may go on is looked for only when it is no shorter: half the dictionary begins with one letter. */
const SHORTEST_START = 3;

/**
 * What a person types, as an expression for the index: every word must be there, in any order and case, with or without
 * accents; the last one may go on. Null when there is no word in it.
 */
export function matchOf(typed: string): string | null {
  const digits = digitsOf(typed.trim());
  const words = digits === null ? (piecesOf(typed.normalize('NFC')).join(' ').match(WORDS) ?? []) : [digits];
  if (words.length === 0) return null;
  return words
    .map((word, index) => {
      const goesOn = index === words.length - 1 && word.length >= SHORTEST_START;
      // Nothing but letters and digits is left of it: quotes make it a word, never an operator.
      return goesOn ? `"${word}"*` : `"${word}"`;
    })
    .join(' AND ');
}
