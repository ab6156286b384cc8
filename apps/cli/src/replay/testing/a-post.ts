import type { RecordedPost } from '../recording';

export const RECORDED_AT_MS = 1_778_625_000_000;

export function aPost(afterMs: number, callId?: string, line = 1): RecordedPost {
  return { line, atMs: RECORDED_AT_MS + afterMs, callId, body: callId === undefined ? {} : { call_id: callId } };
}
