import { newId } from './new-id';
import type { ToldEvent } from './told-event';

/** One event as it waits: its line of NDJSON, without the line's end. */
export interface ToldLine {
  readonly json: string;
  readonly bytes: number;
}

const encoder = new TextEncoder();
const MAX_BYTES_OF_A_UNIT = 3;
/** Encoding is how bytes are counted; into the same place each time, so that it leaves no garbage. */
const scratch = new Uint8Array(4_096 * MAX_BYTES_OF_A_UNIT);

export function toldLine(json: string): ToldLine {
  return { json, bytes: utf8Bytes(json) };
}

/**
 * The line of an event. It is made at once: what the caller changes later was not told. The id is made here, so that
 * every repeat is known as one.
 * @throws TypeError when the event cannot be JSON; whatever its getters throw.
 */
export function lineOfEvent(event: ToldEvent, nowMs: number): ToldLine {
  const { id, occurred_at = nowMs, ...rest } = event;
  return toldLine(JSON.stringify({ id: id ?? newId(), occurred_at, ...rest }));
}

function utf8Bytes(text: string): number {
  const most = text.length * MAX_BYTES_OF_A_UNIT;
  // What is seldom so large need not keep the place for it.
  if (most > scratch.length) return encoder.encode(text).length;
  return encoder.encodeInto(text, scratch).written;
}
