import { hash } from 'node:crypto';
import { canonicalJson } from '@callscope/call-events';

/** First 32 hex digits of the SHA-256 of a body as canonical JSON: the same fact told twice has the same hash. */
export function bodyHash(body: unknown): string {
  return hash('sha256', canonicalJson(body), 'hex').slice(0, 32);
}
