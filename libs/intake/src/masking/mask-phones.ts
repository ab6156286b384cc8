import { countryCodeOf } from './country-code';
import { type DigitRun, digitRuns } from './digit-runs';

/** The shortest number that is called without an area code has seven digits. */
const FEWEST_DIGITS = 7;
/** Where a number is expected, a short one is one as well; an extension is not. */
const FEWEST_OF_PARTY = 5;
const KEPT_DIGITS = 2;

/** `+44 20 7946 0958` becomes `+44***58`: the country and the last two digits say enough to tell calls apart. */
export function maskPhones(text: string): string {
  return masked(text, FEWEST_DIGITS);
}

/** The same for a field that holds a number or an address. What its source has masked or hashed stays as it is. */
export function maskParty(party: string): string {
  return /^((\+\d{1,3})?\*\*\*|sha256:)/.test(party) ? party : masked(party, FEWEST_OF_PARTY);
}

function masked(text: string, fewest: number): string {
  // Most texts have no number in them at all.
  if (text.length < fewest || !/\p{Nd}/u.test(text)) return text;
  let result = '';
  let end = 0;
  for (const run of digitRuns(text)) {
    if (Array.from(run.digits).length < fewest) continue;
    result += text.slice(end, startOf(text, run)) + maskOf(run);
    end = run.to;
  }
  return result + text.slice(end);
}

/** The sign goes with the number, and so does the bracket that it closes. */
function startOf(text: string, { from, to, signed }: DigitRun): number {
  const sign = /(?:[+\uff0b]\s?\(?|\\u002b|%2b)$/i.exec(text.slice(Math.max(0, from - 6), from));
  if (signed && sign) return from - sign[0].length;
  return text[from - 1] === '(' && text.slice(from, to).includes(')') ? from - 1 : from;
}

function maskOf({ digits, signed }: DigitRun): string {
  const plain = digits.normalize('NFKC');
  const international = signed ? plain : /^00[1-9]/.test(plain) ? plain.slice(2) : null;
  const country = international === null ? '' : `+${countryCodeOf(international)}`;
  return `${country}***${Array.from(plain).slice(-KEPT_DIGITS).join('')}`;
}
