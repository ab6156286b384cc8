import type { ToldEvent } from './producer-options';

/** One event as it waits: its line of NDJSON, without the line's end. */
export interface ToldLine {
  readonly json: string;
  readonly bytes: number;
}

const encoder = new TextEncoder();

export function toldLine(json: string): ToldLine {
  return { json, bytes: encoder.encode(json).length };
}

/**
 * The line of an event. It is made at once: what the caller changes later was not told. The id is made here, so that
 * every repeat is known as one.
 * @throws TypeError when the event cannot be JSON.
 */
export function lineOfEvent(event: ToldEvent, nowMs: number): ToldLine {
  const { id = newId(), occurred_at = nowMs, ...rest } = event;
  return toldLine(JSON.stringify({ id, occurred_at, ...rest }));
}

/** 128 bits of chance. Unlike `randomUUID` they are there on pages without TLS too. */
function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
