import type { TranscriptPartialData } from '@callscope/call-events';
import type { CallRow, OpenTurn, Stats, StatsBucket, Turn, WindowTotals } from '@callscope/call-state';

/** How far the board is behind the log. */
export interface BoardLag {
  /** Events in the log that its readers were not told of when the frame was made. */
  readonly events: number;
  /** From commit to telling: the longest since the figures were told before, in whole milliseconds. */
  readonly ms: number;
}

/** What `GET /api/v2/live` sends (contract §4): the name of an SSE event and the shape of its data. */
export interface LiveFrames {
  /** First of every connection. `version` is the service's; `log` names the log; `head` is its last cursor. */
  hello: { version: string; log: string; head: string | null };
  /** The whole board as of `position`: the figures of the window, every live call and the newest ended ones. */
  snapshot: { position: number; stats: Stats; active: CallRow[]; calls: CallRow[] };
  /** One call changed: its row anew. */
  call: CallRow;
  /** One turn changed: all of it anew. Left out where more than two thousand events come at once. */
  turn: Turn & { call_id: string };
  /**
   * What is known of a turn that goes on has changed: all of it anew. It is over with the `turn` of this number or of a
   * greater one, or when its call has ended. Left out where a `turn` is.
   */
  open_turn: OpenTurn & { call_id: string };
  /** Calls that are to be shown no longer. */
  calls_removed: { call_ids: string[] };
  /** Words in passing, masked as all words are: they are shown and never stored, so this carries no id. */
  transcript: TranscriptPartialData & { call_id: string };
  /** The figures of the window anew, at most once a second and at least once a minute, and the entries of its series that changed; no id. */
  stats: WindowTotals & { buckets: readonly StatsBucket[]; lag: BoardLag };
}
