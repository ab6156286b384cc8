import { isObject, type StoredEvent } from '@callscope/call-events';

const NUMBER = /^\+?[\d\s().\-/]+$/;
const FEWEST_DIGITS = 3;

/**
 * The digits of a number, however it is written: `+1 206 555 0142`, `0012065550142` and `sip:+12065550142@host` are one.
 * Null when it is none.
 */
export function numberOf(text: string): string | null {
  const bare = text
    .trim()
    .replace(/^(tel|sips?|whatsapp):/i, '')
    .replace(/[@;].*$/s, '');
  if (!NUMBER.test(bare)) return null;
  const digits = bare.replace(/\D/g, '').replace(/^00/, '');
  return digits.length < FEWEST_DIGITS ? null : digits;
}

/** Does an event tell this number (its digits) as that of a party, itself or in a report? */
export function tellsOfNumber({ data }: Pick<StoredEvent, 'data'>, digits: string): boolean {
  const { from, to, report } = data as Readonly<Record<string, unknown>>;
  const reported = isObject(report) ? [report['caller'], report['callee']] : [];
  return [from, to, ...reported].some((party) => typeof party === 'string' && numberOf(party) === digits);
}
