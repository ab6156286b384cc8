/** Country codes of one and two digits; every other code has three. */
const SHORT_CODES = /^(?:1|7|2[07]|3[0123469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58])/;

/**
 * An E.164 number cut into groups for the eye. Joined they are the number as it was sent: the page sets gaps between
 * them, so that what is copied or searched stays exact. Anything else is one group.
 */
export function phoneGroups(number: string): string[] {
  if (!/^\+\d{8,15}$/.test(number)) return [number];
  const digits = number.slice(1);
  const code = SHORT_CODES.exec(digits)?.[0] ?? digits.slice(0, 3);
  return [`+${code}`, ...threes(digits.slice(code.length))];
}

/** Groups of three; what is left over, at most four digits, stays together at the end. */
function threes(digits: string): string[] {
  const groups: string[] = [];
  let rest = digits;
  while (rest.length > 4) {
    groups.push(rest.slice(0, 3));
    rest = rest.slice(3);
  }
  return [...groups, rest];
}
