import type { CallDetail, CallRow } from '@callscope/call-state';
import { hasWordsOfTheirOwn } from './told-turn';

/**
 * Whether a call must be read anew, when its row has become another one. Turns come with the stream, in full, and the one
 * that goes on; status,
 * parties, latency and cost stand in the row itself. No frame brings final words, tools, errors, interruptions and
 * recordings: then the row moves on and says nothing new. Beside words of their own turns do not tell the transcript;
 * a row that counts more turns than are known says that some were left out; and an end brings its report.
 */
export function mustRead(before: CallRow, row: CallRow, detail: CallDetail | null): boolean {
  if (before.position === row.position && before.live === row.live) return false;
  if (detail === null || !row.live || hasWordsOfTheirOwn(detail)) return true;
  // The turn that goes on has come with the stream. Its words come when the call is read.
  const { open_turn: open } = detail;
  if (open?.position === row.position && open.user_text === null) return false;
  const { completed, interrupted } = row.turns;
  return completed + interrupted > detail.turns.length || saysTheSame(before, row);
}

function saysTheSame(before: CallRow, row: CallRow): boolean {
  return JSON.stringify({ ...before, position: 0 }) === JSON.stringify({ ...row, position: 0 });
}
