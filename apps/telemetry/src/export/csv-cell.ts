/** What a spreadsheet takes for the beginning of a formula. */
const TRIGGER = /^[=+\-@\t\r\0]/;

/** A number or a phone number: with a sign it is still no formula that does anything. */
const PLAIN = /^[+-]\d[\d ().-]*$/;

/**
 * A text as it can stand in a cell: one that a spreadsheet would run gets an apostrophe in front, which makes it text.
 * What callers say, and the names and numbers they send, is never run on the machine of who opens the file.
 */
export function inertCell(text: string): string {
  return TRIGGER.test(text) && !PLAIN.test(text) ? `'${text}` : text;
}
