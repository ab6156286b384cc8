/**
 * Does a text take at most so many bytes as UTF-8? Counts as an encoder writes: half of a surrogate pair becomes a
 * replacement character of three bytes. Nothing is encoded for it.
 */
export function fitsUtf8(text: string, maxBytes: number): boolean {
  // One code unit takes one to three bytes, so that most texts need no look at their characters.
  if (text.length > maxBytes) return false;
  if (text.length * 3 <= maxBytes) return true;
  let bytes = 0;
  for (const character of text) bytes += bytesOf(character.codePointAt(0) ?? 0);
  return bytes <= maxBytes;
}

function bytesOf(codePoint: number): number {
  if (codePoint < 0x80) return 1;
  if (codePoint < 0x800) return 2;
  return codePoint < 0x10000 ? 3 : 4;
}
