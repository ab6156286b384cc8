/** A stretch of text that is written like one number: from the first digit to the last, and the sign before it. */
export interface DigitRun {
  readonly from: number;
  readonly to: number;
  readonly digits: string;
  /** It begins with `+`. */
  readonly signed: boolean;
}

/** What stands as it is though it is full of digits: UUIDs, dates, and moments of ISO 8601. */
const NO_NUMBER =
  /(?<![\p{L}\p{Nd}])(?:[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}|(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?:T[\d:.]{5,18}(?:Z|[+-]\d\d:?\d\d)?)?|(?:0?[1-9]|[12]\d|3[01])[./](?:0?[1-9]|[12]\d|3[01])[./](?:19|20)\d\d)(?![\p{L}\p{Nd}])/giu;

/** An escaped character, or a word of letters and digits. */
const TOKEN = /\\u[\da-f]{4}|%[\da-f]{2}|[\p{L}\p{Nd}]+/giu;
const PLUS = /^(?:\\u002b|%2b)$/i;
/** What may stand between two groups of digits of one number. */
const GAP =
  /^(?:[^\S\r\n]|[().\-/[\]_,~*·•\u00ad\u2010-\u2015\u2212\u200b-\u200f\u202a-\u202e\u2060\uff08\uff09\uff0d\uff0e]){1,4}$/u;
/** Four characters, each escaped by two more. */
const LONGEST_GAP = 12;
const DIGITS = /^\p{Nd}+$/u;
/** A word with a number in it: `tel2065550142`, `2065550142x12`; with more turns from letters to digits it is an id. */
const WITH_NUMBER = /^(?:\p{L}*(\p{Nd}+)|(\p{Nd}+)(?:(?:x|ext)\p{Nd}+)?\p{L}*)$/iu;

/** The runs of digits of a text, in order. Takes a time that grows with the length of the text and no faster. */
export function digitRuns(text: string): DigitRun[] {
  const runs: DigitRun[] = [];
  let open = null as DigitRun | null;
  let plusAt = -1;
  for (const { from, to, word } of tokens(text)) {
    if (word.startsWith('\\') || word.startsWith('%')) {
      if (PLUS.test(word)) plusAt = to;
      continue;
    }
    const group = groupIn(word, from);
    if (!group) {
      open = null;
      continue;
    }
    if (open && isGap(text, open.to, group.from)) {
      open = { ...open, to: group.to, digits: open.digits + group.digits };
    } else {
      const before = text.slice(Math.max(0, group.from - 3), group.from);
      open = { ...group, signed: plusAt === group.from || /[+\uff0b]\s?\(?$/.test(before) };
    }
    if (runs.at(-1)?.from === open.from) runs.pop();
    runs.push(open);
    // Letters on its far side end the number.
    if (group.to < to) open = null;
  }
  return runs;
}

/** Escaped characters count as one each. */
function isGap(text: string, from: number, to: number): boolean {
  return to - from <= LONGEST_GAP && GAP.test(text.slice(from, to).replace(/%[\da-f]{2}/gi, ' '));
}

/** The words of a text outside of what stands as it is. */
function* tokens(text: string): Generator<{ readonly from: number; readonly to: number; readonly word: string }> {
  let end = 0;
  const kept = [...text.matchAll(NO_NUMBER)].map(({ index, 0: match }) => [index, index + match.length] as const);
  for (const { index, 0: word } of text.matchAll(TOKEN)) {
    const [from, to] = kept[end] ?? [Infinity, Infinity];
    if (index >= to) end += 1;
    // As one that has no number in it: it ends the run before.
    if (index >= from && index < to) yield { from: index, to: index + word.length, word: 'x' };
    else yield { from: index, to: index + word.length, word };
  }
}

function groupIn(word: string, at: number): Omit<DigitRun, 'signed'> | null {
  if (DIGITS.test(word)) return { from: at, to: at + word.length, digits: word };
  const match = WITH_NUMBER.exec(word);
  const digits = match?.[1] ?? match?.[2];
  if (!match || digits === undefined) return null;
  const from = at + word.indexOf(digits);
  return { from, to: from + digits.length, digits };
}
