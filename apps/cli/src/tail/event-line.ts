import type { StoredEvent } from '@callscope/call-events';
import { gist } from './gist';

/** One event as a line for a person: time, call, type, and the most telling of its data. */
export function eventLine(event: StoredEvent): string {
  const at = new Date(event.occurred_at ?? event.recorded_at).toISOString();
  return `${[at, event.call_id, event.type, gist(event)]
    .filter((part) => part !== '')
    .map(plain)
    .join('  ')}\n`;
}

/** What callers said must not steer the terminal, nor break the line. */
function plain(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]+/gu, ' ');
}
