import type { CallRow, Stats } from '@callscope/call-state';
import type { BoardLag, LiveFrames } from '@callscope/live-feed';
import type { Frame, FrameName, FrameOf } from './frame';
import { endOf } from './row-order';

/** What the page knows: the rows by call id and the totals, as of the last frame. */
export interface Board {
  /** False until the first snapshot: nothing is known yet, which is not the same as no calls. */
  readonly known: boolean;
  readonly hello: LiveFrames['hello'] | null;
  readonly rows: ReadonlyMap<string, CallRow>;
  readonly stats: Stats | null;
  /** How late the last change was told, and what the service has still to tell; null before it has said. */
  readonly lag: BoardLag | null;
  /** Every ended call stands here: there are no older ones to read. */
  readonly whole: boolean;
}

/** A page that stays open for months must not grow with every call. */
export const ENDED_ROWS_KEPT = 2000;

/** So many ended calls, those that ended last, stand in a snapshot: where it brings fewer there are no others. */
const ENDED_TOLD = 200;

export const emptyBoard: Board = { known: false, hello: null, rows: new Map(), stats: null, lag: null, whole: false };

type Draft = { -readonly [K in keyof Board]: Board[K] } & { rows: Map<string, CallRow> };

const HANDLERS: { readonly [N in FrameName]: (draft: Draft, data: LiveFrames[N]) => void } = {
  hello: (draft, hello) => {
    draft.hello = hello;
  },
  // Replaced whole and only now: until the snapshot is here the former rows stay on screen.
  snapshot: (draft, { stats, active, calls }) => {
    draft.known = true;
    draft.stats = stats;
    draft.whole = calls.length < ENDED_TOLD;
    draft.rows = new Map([...calls, ...active].map((row) => [row.call_id, row]));
  },
  call: (draft, row) => {
    const former = draft.rows.get(row.call_id);
    if (former === undefined || former.position <= row.position) draft.rows.set(row.call_id, row);
  },
  calls_removed: (draft, { call_ids }) => {
    for (const id of call_ids) draft.rows.delete(id);
  },
  // Of the call in the rail alone, which hears of them by itself: see DetailLoader.
  turn: () => undefined,
  open_turn: () => undefined,
  transcript: () => undefined,
  stats: (draft, { buckets, lag, ...totals }) => {
    draft.lag = lag;
    if (draft.stats) draft.stats = { ...draft.stats, ...totals, series: merged(draft.stats.series, buckets) };
  },
};

/** All frames of one animation frame at once: one new board, however many there were. */
export function applyFrames(board: Board, frames: readonly Frame[]): Board {
  if (frames.length === 0) return board;
  const draft: Draft = { ...board, rows: new Map(board.rows) };
  for (const frame of frames) applyFrame(draft, frame);
  if (dropOldestEnded(draft.rows, ENDED_ROWS_KEPT)) draft.whole = false;
  return draft;
}

/** The frames that make this board of any other; none before the first snapshot. */
export function framesOf({ known, hello, stats, lag, rows }: Board): Frame[] {
  if (!known || hello === null || stats === null) return [];
  const all = [...rows.values()];
  const position = all.reduce((newest, row) => Math.max(newest, row.position), stats.as_of.position);
  const active = all.filter((row) => row.live);
  const calls = all.filter((row) => !row.live);
  return [
    { name: 'hello', data: hello },
    { name: 'snapshot', data: { position, stats, active, calls } },
    ...(lag === null ? [] : [{ name: 'stats' as const, data: { ...stats, buckets: [], lag } }]),
  ];
}

function applyFrame<N extends FrameName>(draft: Draft, frame: FrameOf<N>): void {
  HANDLERS[frame.name](draft, frame.data);
}

/** A series with the entries that have changed or are new, in order of time. */
function merged(series: Stats['series'], changed: Stats['series']): Stats['series'] {
  const byStart = new Map([...series, ...changed].map((bucket) => [bucket.at, bucket]));
  return [...byStart.values()].sort((a, b) => a.at - b.at);
}

/** @returns whether there were any to drop. */
export function dropOldestEnded(rows: Map<string, CallRow>, kept: number): boolean {
  const ended = [...rows.values()].filter((row) => !row.live);
  if (ended.length <= kept) return false;
  ended.sort((a, b) => endOf(b) - endOf(a));
  for (const row of ended.slice(kept)) rows.delete(row.call_id);
  return true;
}
