import { hash } from 'node:crypto';
import { type CallEvent, canonicalJson } from '@callscope/call-events';

const HEX_CHARACTERS = 32;

/**
 * A keyed hash of what was told, 16 bytes: it tells a repeat from a conflict. With the key kept apart, it says nothing
 * of a person to who reads the log alone.
 */
export function fingerprint(event: Pick<CallEvent, 'type' | 'call_id' | 'data'>, key: string): string {
  const payload = `${key}\n${event.type}\n${event.call_id}\n${canonicalJson(event.data)}`;
  return hash('sha256', payload, 'hex').slice(0, HEX_CHARACTERS);
}
