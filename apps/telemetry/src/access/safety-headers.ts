/** What stands on every answer: nothing may be framed, guessed at, kept, or read by the page of another. */
export const SAFETY_HEADERS = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cache-Control': 'no-store',
  'X-Frame-Options': 'DENY',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
} as const;

/** Name, value, name, value. Who answers with something that may be kept, or that runs scripts, sets its own instead. */
export const SAFETY_HEADER_LIST: readonly string[] = Object.entries(SAFETY_HEADERS).flat();
