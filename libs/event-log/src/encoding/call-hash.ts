import { createHmac } from 'node:crypto';

const HEX_CHARACTERS = 32;

/** What is kept of a trimmed call's name, 16 bytes: with the key kept apart, it tells of the name only to who knows it. */
export function callHash(callId: string, key: string): string {
  return createHmac('sha256', key).update(callId).digest('hex').slice(0, HEX_CHARACTERS);
}
