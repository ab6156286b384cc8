import { isJsonObject, type JsonObject } from '../json-object';
import { FIRST_MILLISECOND_VALUE, LAST_MILLISECOND_VALUE } from './shift-instant';

/** One POST as a source once made it. `line` is its place in the file, from 1. */
export interface RecordedPost {
  readonly line: number;
  readonly atMs: number;
  /** Undefined when the body names no call; the service decides what to say to that. */
  readonly callId: string | undefined;
  readonly body: JsonObject;
}

export interface UnreadableLine {
  readonly line: number;
  readonly reason: string;
}

export interface Recording {
  /** In the order they were made. */
  readonly posts: readonly RecordedPost[];
  readonly unreadable: readonly UnreadableLine[];
}

/** Reads one line of a recording. A line without content is nothing. */
export function parseLine(text: string, line: number): RecordedPost | UnreadableLine | undefined {
  if (text.trim() === '') return undefined;
  const entry = parseJson(text);
  if (entry === undefined) return { line, reason: 'not JSON' };
  if (!isJsonObject(entry)) return { line, reason: 'not a JSON object' };
  const { at_ms: atMs, body } = entry;
  if (!isEpochMs(atMs)) return { line, reason: 'no at_ms in milliseconds since 1970' };
  if (!isJsonObject(body)) return { line, reason: 'no body that is an object' };
  return { line, atMs, callId: typeof body.call_id === 'string' ? body.call_id : undefined, body };
}

export function collect(entries: readonly (RecordedPost | UnreadableLine)[]): Recording {
  const posts = entries.filter((entry) => 'body' in entry);
  const unreadable = entries.filter((entry) => 'reason' in entry);
  return { posts: posts.sort((a, b) => a.atMs - b.atMs || a.line - b.line), unreadable };
}

/** A clock that starts elsewhere says nothing about the instants in the bodies, so they could not be shifted. */
function isEpochMs(value: unknown): value is number {
  return typeof value === 'number' && value >= FIRST_MILLISECOND_VALUE && value <= LAST_MILLISECOND_VALUE;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
