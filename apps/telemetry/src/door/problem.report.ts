import type { Logger } from 'pino';
import type { HttpProblem } from './http-problem';

/** Who refuses thousands in a second says so this often, with how many there were. */
const SAY_EVERY_MS = 10_000;

interface Refusals {
  saidAt: number;
  unsaid: number;
}

/** Says in the log what could not be answered: each failure of ours, and each kind of "not now" now and then. */
export class FailureReport {
  readonly #refusals = new Map<string, Refusals>();

  constructor(
    private readonly logger: Logger,
    /** Any steady clock, in ms. */
    private readonly now: () => number,
  ) {}

  failed(error: unknown, { status, code, message }: HttpProblem, requestId: string): void {
    if (status !== 503) {
      this.logger.error({ code, request_id: requestId, err: error }, 'a request failed');
      return;
    }
    const times = this.#timesToSay(kindOf(error, code));
    if (times === 0) return;
    // What the error itself says is more than anybody outside is told; where it was thrown is nothing new.
    const reason = error instanceof Error ? error.message : message;
    this.logger.warn({ code, request_id: requestId, times, reason }, 'requests are refused for now');
  }

  /** How many of a kind were not said yet; 0 while it is too soon to say so again. */
  #timesToSay(kind: string): number {
    const refusals = this.#refusals.get(kind) ?? { saidAt: -Infinity, unsaid: 0 };
    this.#refusals.set(kind, refusals);
    refusals.unsaid += 1;
    if (this.now() - refusals.saidAt < SAY_EVERY_MS) return 0;
    const times = refusals.unsaid;
    refusals.saidAt = this.now();
    refusals.unsaid = 0;
    return times;
  }
}

/** Damage and a full disk have one code outside, and are two things here. */
function kindOf(error: unknown, code: string): string {
  const own: unknown = error instanceof Error && 'code' in error ? error.code : code;
  return typeof own === 'string' ? own : code;
}
