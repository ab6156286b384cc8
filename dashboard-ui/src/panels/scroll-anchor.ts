const ROW = '[data-call-id]';
const AT_TOP_PX = 8;

/**
 * Keeps the row under the pointer or the focus where it is while rows come in above it. Without such a row, and once
 * scrolled, the first row in sight is kept; at the top of the list new calls push the others down.
 */
export class ScrollAnchor {
  #row: HTMLElement | null = null;
  #top = 0;

  remember(scroller: HTMLElement | undefined): void {
    this.#row = scroller === undefined ? null : anchorOf(scroller);
    this.#top = this.#row?.offsetTop ?? 0;
  }

  /** How many rows came in above the kept one, so that they can be announced instead of pushing it away. */
  restore(scroller: HTMLElement): number {
    const row = this.#row;
    if (row === null || !row.isConnected) return 0;
    const moved = row.offsetTop - this.#top;
    if (moved === 0) return 0;
    scroller.scrollTop += moved;
    return Math.max(0, Math.round(moved / row.offsetHeight));
  }
}

export function isAtTop(scroller: HTMLElement): boolean {
  return scroller.scrollTop < AT_TOP_PX;
}

function anchorOf(scroller: HTMLElement): HTMLElement | null {
  const pointed = scroller.querySelector<HTMLElement>(`${ROW}:hover`);
  const focused = scroller.querySelector<HTMLElement>(`${ROW}:focus`);
  return pointed ?? focused ?? (isAtTop(scroller) ? null : firstInSight(scroller));
}

function firstInSight(scroller: HTMLElement): HTMLElement | null {
  for (const row of scroller.querySelectorAll<HTMLElement>(ROW)) {
    if (row.offsetTop + row.offsetHeight > scroller.scrollTop) return row;
  }
  return null;
}
