const ROW = '[data-call-id]';
const AT_TOP_PX = 8;

interface Kept {
  readonly callId: string;
  readonly index: number;
}

/**
 * Keeps the row under the pointer or the focus where it is while rows come in above it. Without such a row, and once
 * scrolled, the first row in sight is kept; at the top of the list new calls push the others down.
 */
export class ScrollAnchor {
  #kept: Kept | null = null;

  /** Before a change; `first` is the index of the first row in sight, null at the top of the list. */
  remember(scroller: HTMLElement | undefined, first: number | null): void {
    this.#kept = scroller === undefined ? null : keptOf(scroller, first);
  }

  /** After the change, once: how many rows came in above the kept one; negative when some left. */
  moved(indexOf: (callId: string) => number): number {
    const kept = this.#kept;
    this.#kept = null;
    const now = kept === null ? -1 : indexOf(kept.callId);
    return kept === null || now < 0 ? 0 : now - kept.index;
  }
}

/** `top`: the visible part's upper end, in px from the first row. */
export function isAtTop(top: number): boolean {
  return top < AT_TOP_PX;
}

function keptOf(scroller: HTMLElement, first: number | null): Kept | null {
  const row =
    scroller.querySelector(`${ROW}:hover`) ??
    scroller.querySelector(`${ROW}:focus`) ??
    (first === null ? null : scroller.querySelector(`[aria-rowindex="${rowIndex(first)}"]${ROW}`));
  const callId = row?.getAttribute('data-call-id') ?? null;
  return callId === null ? null : { callId, index: Number(row?.getAttribute('aria-rowindex')) - rowIndex(0) };
}

/** `aria-rowindex`: counted from one, the head is a row as well. */
export function rowIndex(index: number): number {
  return index + 2;
}
