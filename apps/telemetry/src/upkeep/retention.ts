import { setTimeout as delay } from 'node:timers/promises';
import type { EventLog, TrimOutcome } from '@callscope/event-log';
import type { CallsQueries, OldCall, Remote } from '@callscope/projections';
import { stepsOf } from './retention-steps';

/** What retention needs of the house, and how much is kept. */
export interface RetentionParts {
  readonly log: Pick<EventLog, 'size' | 'giveBack'>;
  readonly calls: Pick<Remote<CallsQueries>, 'oldestEnded'>;
  readonly trim: (callIds: readonly string[]) => Promise<TrimOutcome>;
  /** Calls go of which nothing was recorded for so long; null: none goes for its age. */
  readonly maxAgeMs: number | null;
  /** The oldest calls go while the log takes more; null: none goes for its size. */
  readonly maxBytes: number | null;
  /** Between two steps, so that intake is not held up. */
  readonly pauseMs: number;
  readonly stopped: () => boolean;
}

const PAGE_CALLS = 200;
/** As much as is given back in one go. */
const GIVEN_BACK_BYTES = 4 * 1_024 * 1_024;

/** Lets calls go that are too old, then the oldest while the log is too large. Answers how many have left. */
export async function retain(parts: RetentionParts, now: number): Promise<number> {
  const round = new Round(parts);
  const { maxAgeMs, maxBytes } = parts;
  if (maxAgeMs !== null) await round.byAge(now - maxAgeMs, now);
  if (maxBytes !== null) await round.bySize(maxBytes);
  if (round.gone > 0) await round.giveBack();
  return round.gone;
}

class Round {
  gone = 0;

  constructor(private readonly parts: RetentionParts) {}

  async byAge(before: number, now: number): Promise<void> {
    for (let after = 0; !this.parts.stopped();) {
      const page = await this.parts.calls.oldestEnded(after, PAGE_CALLS);
      for (const step of stepsOf(page.filter(({ recordedAt }) => recordedAt < before))) await this.#trim(step);
      // Calls stand in the order of their newest events. A time ahead of now was told by a clock that was wrong.
      const isDone = page.some(({ recordedAt }) => recordedAt >= before && recordedAt <= now);
      if (isDone || page.length < PAGE_CALLS) return;
      after = page.at(-1)?.position ?? after;
    }
  }

  async bySize(maxBytes: number): Promise<void> {
    for (let after = 0; !this.parts.stopped() && this.#usedBytes() > maxBytes;) {
      const page = await this.parts.calls.oldestEnded(after, PAGE_CALLS);
      for (const step of stepsOf(page)) {
        if (this.#usedBytes() <= maxBytes) return;
        await this.#trim(step);
      }
      if (page.length < PAGE_CALLS) return;
      after = page.at(-1)?.position ?? after;
    }
  }

  async giveBack(): Promise<void> {
    while (!this.parts.stopped() && (await this.parts.log.giveBack(GIVEN_BACK_BYTES)) > 0) await this.#pause();
  }

  /**
   * Room that is free can be given back, and is no reason to let calls go. Neither is the write-ahead log: while a backup
   * reads, it grows with each call that goes, and the last would go before the files got any smaller.
   */
  #usedBytes(): number {
    return this.parts.log.size().usedBytes;
  }

  async #trim(calls: readonly OldCall[]): Promise<void> {
    if (this.parts.stopped()) return;
    const ids = calls.map(({ callId }) => callId);
    const outcome = await this.parts
      .trim(ids)
      .catch((error: unknown) => (isDamage(error) ? null : Promise.reject(error as Error)));
    if (outcome === null) await this.#trimEach(calls);
    else if (outcome.outcome === 'trimmed') this.gone += outcome.calls;
    // Another one has changed something at this very moment: the next look finds what is left.
    await this.#pause();
  }

  /** One of them is damaged and stays; nobody knows which. */
  async #trimEach(calls: readonly OldCall[]): Promise<void> {
    if (calls.length > 1) for (const call of calls) await this.#trim([call]);
  }

  async #pause(): Promise<void> {
    await delay(this.parts.pauseMs);
  }
}

function isDamage(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'damaged';
}
