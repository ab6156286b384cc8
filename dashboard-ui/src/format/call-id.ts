const HEAD = 8;
const TAIL = 6;

/** Middle ellipsis: the two ends are what people compare. */
export function shortCallId(callId: string): string {
  const letters = Array.from(callId);
  if (letters.length <= HEAD + TAIL + 1) return callId;
  return `${letters.slice(0, HEAD).join('')}…${letters.slice(-TAIL).join('')}`;
}
