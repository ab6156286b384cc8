import { applyFrames, type Board } from './board';
import type { Frame } from './frame';

/** The board as the reader left it, and the calls that have changed behind it since. */
export interface HeldBoard {
  readonly board: Board;
  readonly changed: ReadonlySet<string>;
}

/** What a reader who pauses has not seen. */
export interface Unseen {
  readonly changedCalls: number;
  /** Of those: calls that the held board does not have. */
  readonly newCalls: number;
}

export function hold(board: Board): HeldBoard {
  return { board, changed: new Set() };
}

/** The same one where none of the frames is about a call's row. What is hidden or erased is not held. */
export function heldThrough(held: HeldBoard, frames: readonly Frame[]): HeldBoard {
  const told = frames.flatMap((frame) => (frame.name === 'call' ? [frame.data.call_id] : []));
  const board = applyFrames(
    held.board,
    frames.filter(({ name }) => name === 'calls_removed'),
  );
  return told.length === 0 && board === held.board ? held : { board, changed: new Set([...held.changed, ...told]) };
}

export function unseen({ board, changed }: HeldBoard): Unseen {
  return { changedCalls: changed.size, newCalls: [...changed].filter((id) => !board.rows.has(id)).length };
}
