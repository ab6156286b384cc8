import type { StoredEvent } from '@callscope/call-events';

type Settle = () => void;

/** What is to be set in rows when a rebuild comes by the position at which it was noted. */
export class MarksAhead {
  readonly #byPosition = new Map<number, Settle[]>();

  /** Nothing happens for a position that is behind already. */
  constructor(private readonly from: number) {}

  add(position: number, settle: Settle): void {
    if (position <= this.from) return;
    const known = this.#byPosition.get(position);
    if (known) known.push(settle);
    else this.#byPosition.set(position, [settle]);
  }

  /** The last position for which something is to be set; 0 when there is none. */
  get last(): number {
    return Math.max(0, ...this.#byPosition.keys());
  }

  /** Events cut at the marks among them: after each part, `reached` is to be called with the position that follows. */
  cut(
    events: readonly StoredEvent[],
    upTo: number,
  ): { readonly events: readonly StoredEvent[]; readonly upTo: number }[] {
    const marks = [...this.#byPosition.keys()].filter((position) => position < upTo).sort((a, b) => a - b);
    let rest = events;
    const parts = marks.map((mark) => {
      const behind = rest.findIndex(({ position }) => position > mark);
      const part = behind < 0 ? rest : rest.slice(0, behind);
      rest = behind < 0 ? [] : rest.slice(behind);
      return { events: part, upTo: mark };
    });
    return [...parts, { events: rest, upTo }];
  }

  /** All events up to here were taken in. */
  reached(position: number): void {
    for (const settle of this.#byPosition.get(position) ?? []) settle();
    this.#byPosition.delete(position);
  }
}
