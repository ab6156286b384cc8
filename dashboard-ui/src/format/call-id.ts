/** Middle ellipsis: the two ends are what people compare. */
export function shortCallId(callId: string, head = 8, tail = 6): string {
  const letters = Array.from(callId);
  if (letters.length <= head + tail + 1) return callId;
  return `${letters.slice(0, head).join('')}…${letters.slice(-tail).join('')}`;
}
