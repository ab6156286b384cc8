/** Country codes of one and of two digits (ITU-T E.164); every other one has three. */
const SHORT = /^(1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58])/;

/** What an international number begins with, without sign; an empty text when it is too short to say. */
export function countryCodeOf(digits: string): string {
  return SHORT.exec(digits)?.[0] ?? digits.slice(0, 3);
}
