import type { Refusal } from '../service/answer';
import type { Delivery } from '../service/deliver';
import type { RecordedPost } from './recording';

/** A post that was not accepted. `status` 0: nobody answered. */
export interface RefusedPost extends Refusal {
  readonly line: number;
}

export interface Counts {
  readonly sent: number;
  readonly accepted: number;
  /** How often a post was tried again. */
  readonly retries: number;
  readonly calls: number;
  readonly ended: number;
  readonly refused: readonly RefusedPost[];
}

/** Counts what came of the posts. */
export class Tally {
  #sent = 0;
  #accepted = 0;
  #retries = 0;
  readonly #calls = new Set<string>();
  readonly #ended = new Set<string>();
  readonly #refused: RefusedPost[] = [];

  add({ line, callId, body }: RecordedPost, { answer, retries }: Delivery): void {
    this.#sent += 1;
    this.#retries += retries;
    if (callId !== undefined) this.#calls.add(callId);
    if (answer.kind === 'accepted') {
      this.#accepted += 1;
      if (callId !== undefined && 'ended_at' in body) this.#ended.add(callId);
    } else if (answer.kind === 'refused') {
      const { status, code, message } = answer;
      this.#refused.push({ line, status, code, message });
    } else {
      this.#refused.push({ line, status: 0, code: null, message: answer.reason });
    }
  }

  /** Refused posts in the order of the file. */
  counts(): Counts {
    return {
      sent: this.#sent,
      accepted: this.#accepted,
      retries: this.#retries,
      calls: this.#calls.size,
      ended: this.#ended.size,
      refused: this.#refused.toSorted((a, b) => a.line - b.line),
    };
  }
}
