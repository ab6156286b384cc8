import { type Chance, oneOf, wholeOf } from './chance';

/** In every call. */
export const COMMON_WORD = 'riverside';
/** In one call of so many. */
export const RARE_WORD = 'bassoon';
export const CALLS_TO_A_RARE_WORD = 20_000;
/** Each in many calls. */
export const TWO_WORDS = 'invoice thursday';

export const GREETING = 'Thank you for calling Riverside Dental, how can I help you today?';
export const RARE_SAYING = 'Well, I sat on my bassoon and lost a tooth.';

/** The words of most sentences, those that are said most first. */
const USUAL =
  `I you the to a it is that and of for in my we on have can your would like with at be not do me this there what was
  yes no okay so just one if will are from please could need want let know see get time number day next week morning
  afternoon call back name address sure right great thanks sorry moment check look today tomorrow monday tuesday
  wednesday thursday friday appointment booking dentist tooth pain cleaning crown filling insurance invoice payment card
  refund change move cancel confirm available slot earlier later before after hour half past ten eleven email account
  phone hold line help question problem already still maybe perfect wonderful anything else`
    .trim()
    .split(/\s+/);

/** Names, places and things: many, and each is said seldom. */
const SELDOM_SAID = 3_000;
const SYLLABLES = [
  'ba',
  'con',
  'dri',
  'el',
  'fa',
  'gor',
  'hin',
  'ka',
  'lo',
  'mer',
  'nu',
  'pes',
  'ri',
  'sta',
  'vo',
] as const;

function seldom(index: number): string {
  const { length } = SYLLABLES;
  return [index, Math.floor(index / length), Math.floor(index / length ** 2)]
    .map((each) => SYLLABLES[each % length])
    .join('');
}

/** What one of the two says, 40 to 200 characters. */
export function saying(chance: Chance): string {
  const least = wholeOf(chance, 40, 185);
  let said = chance() < 0.15 ? `My booking is ${wholeOf(chance, 100_000, 1_000_000)},` : oneOf(chance, ['Well,', 'So']);
  while (said.length < least) said += ` ${word(chance)}`;
  return `${said}.`;
}

function word(chance: Chance): string {
  if (chance() < 0.12) return seldom(wholeOf(chance, 0, SELDOM_SAID));
  return USUAL[Math.floor(chance() ** 2 * USUAL.length)] ?? '';
}
