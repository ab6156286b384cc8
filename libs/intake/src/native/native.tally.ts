import type { AppendOutcome } from '@callscope/event-log';
import { MAX_LISTED_ERRORS, type NativeError, type NativeResult } from './native.result';

/** Counts what became of the events of one request. */
export class Tally {
  #accepted = 0;
  #duplicates = 0;
  #rejected = 0;
  #position = 0;
  readonly #errors: NativeError[] = [];

  constructor(private readonly logId: string) {}

  /** Words in passing: taken, and in no log. */
  countPartial(): void {
    this.#accepted += 1;
  }

  countStored({ outcome, position }: AppendOutcome): void {
    if (outcome === 'accepted') this.#accepted += 1;
    else this.#duplicates += 1;
    this.#position = Math.max(this.#position, position);
  }

  /** Refusals of one group; groups come in the order of their events, refusals within one in any. */
  countRejected(count: number, errors: readonly NativeError[]): void {
    this.#rejected += count;
    if (this.#errors.length >= MAX_LISTED_ERRORS) return;
    const inOrder = [...errors].sort((a, b) => a.index - b.index);
    this.#errors.push(...inOrder.slice(0, MAX_LISTED_ERRORS - this.#errors.length));
  }

  result(): NativeResult {
    return {
      accepted: this.#accepted,
      duplicates: this.#duplicates,
      rejected: this.#rejected,
      position: this.#position === 0 ? null : `${this.logId}-${this.#position}`,
      errors: this.#errors,
    };
  }
}
