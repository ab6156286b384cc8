import type { ToldLine } from './told-line';

export interface Bound {
  readonly events: number;
  readonly bytes: number;
}

export interface WaitingLine extends ToldLine {
  /** How many had been let in up to this one. */
  readonly serial: number;
}

/** What waits to be told, oldest first, within a bound: what is too much pushes the oldest out, and is counted. */
export class WaitingLines {
  #lines: WaitingLine[] = [];
  #letIn = 0;
  #bytes = 0;
  #dropped = 0;
  /** So many of the oldest are on their way: they are not pushed out. */
  #held = 0;

  constructor(private readonly bound: Bound) {}

  get size(): number {
    return this.#lines.length;
  }

  get bytes(): number {
    return this.#bytes;
  }

  get dropped(): number {
    return this.#dropped;
  }

  /** The serial of the newest that was let in. */
  get letIn(): number {
    return this.#letIn;
  }

  /** The serial of the oldest that waits; infinite when none does. */
  get oldest(): number {
    return this.#lines[0]?.serial ?? Infinity;
  }

  get lines(): readonly ToldLine[] {
    return this.#lines;
  }

  push(line: ToldLine): void {
    this.#letIn += 1;
    this.#lines.push({ ...line, serial: this.#letIn });
    this.#bytes += line.bytes;
    while (this.#isTooMuch() && this.#lines.length > this.#held) {
      const [oldest] = this.#lines.splice(this.#held, 1);
      this.#bytes -= oldest?.bytes ?? 0;
      this.#dropped += 1;
    }
  }

  /** One that was never let in. */
  countDropped(): void {
    this.#dropped += 1;
  }

  /** The oldest within the limit, at least one where there is one; they are held until they are settled. */
  hold(limit: Bound): readonly WaitingLine[] {
    let bytes = 0;
    const batch: WaitingLine[] = [];
    for (const line of this.#lines) {
      bytes += line.bytes + 1;
      if (batch.length > 0 && (batch.length >= limit.events || bytes > limit.bytes)) break;
      batch.push(line);
    }
    this.#held = batch.length;
    return batch;
  }

  /** Those that were held are done, but for some that stay the oldest. */
  settle(kept: readonly WaitingLine[]): void {
    const gone = this.#lines.splice(0, this.#held, ...kept);
    this.#bytes += sizeOf(kept) - sizeOf(gone);
    this.#held = 0;
  }

  #isTooMuch(): boolean {
    return this.#lines.length > this.bound.events || this.#bytes > this.bound.bytes;
  }
}

function sizeOf(lines: readonly ToldLine[]): number {
  return lines.reduce((sum, { bytes }) => sum + bytes, 0);
}
