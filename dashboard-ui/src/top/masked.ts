/** Characters at the end that stay, enough to tell two numbers of one list apart. */
const KEPT = 4;
const SIGN = /[\p{L}\p{N}]/gu;

/**
 * The groups of a number (`phoneGroups`) without what tells whose it is: the country code and the last four digits stay,
 * each other digit is a dot of the same width. What is no phone number, a SIP address for example, keeps its last four
 * letters and digits.
 */
export function maskedGroups(groups: readonly string[]): string[] {
  const first = groups.length > 1 ? 1 : 0;
  let hidden = (groups.slice(first).join('').match(SIGN)?.length ?? 0) - KEPT;
  return groups.map((group, index) =>
    index < first ? group : group.replace(SIGN, (sign) => (hidden-- > 0 ? '•' : sign)),
  );
}
