import type { IntakeName, IntakeWatch } from '@callscope/intake';
import { Injectable } from '@nestjs/common';
import { OTHER_CODE, REJECTION_CODES } from './rejection-codes';

/** Why something was refused, as far as everybody may know. */
export interface LastRefused {
  /** Epoch ms. */
  readonly at: number;
  readonly code: string;
  /** Path of the field; null when there is none. */
  readonly field: string | null;
}

/** Names as formats give them. What else stands in a path is a key that a caller made up, and may be personal. */
const PLAIN_PATH = /^[a-z]\w{0,40}(\[\d+\])*(\.[a-z]\w{0,40}(\[\d+\])*){0,10}$/i;

/** What the intakes took and refused since the start. */
@Injectable()
export class IntakeLedger implements IntakeWatch {
  readonly #stored: Record<IntakeName, number> = { patter: 0, native: 0 };
  readonly #refusals = new Map(REJECTION_CODES.map((code) => [code, 0]));
  #lastAcceptedAt: number | null = null;
  #lastRefused: LastRefused | null = null;

  /** Events that were stored, by intake. */
  get storedEvents(): Readonly<Record<IntakeName, number>> {
    return this.#stored;
  }

  /** Events and whole requests that were refused, by code; every code is there. */
  get refusals(): ReadonlyMap<string, number> {
    return this.#refusals;
  }

  /** When an event was stored last, epoch ms; null while none was. */
  get lastAcceptedAt(): number | null {
    return this.#lastAcceptedAt;
  }

  get lastRefused(): LastRefused | null {
    return this.#lastRefused;
  }

  stored(intake: IntakeName, events: number): void {
    if (events === 0) return;
    this.#stored[intake] += events;
    this.#lastAcceptedAt = Date.now();
  }

  /** An event, or a request as a whole: it counts as one. */
  refused({ code, field }: { readonly code: string; readonly field?: string }): void {
    const known = this.#refusals.has(code) ? code : OTHER_CODE;
    this.#refusals.set(known, (this.#refusals.get(known) ?? 0) + 1);
    const plain = field !== undefined && PLAIN_PATH.test(field) ? field : null;
    this.#lastRefused = { at: Date.now(), code: known, field: plain };
  }
}
