import { setImmediate as nextTurn } from 'node:timers/promises';
import type { StoredEvent } from '@callscope/call-events';
import { tellsOfNumber } from '@callscope/call-state';
import { DamagedLogError, EVENT_LOG, type EventLog, removeQuarantined } from '@callscope/event-log';
import { CallSearchQueries, type Remote, Views } from '@callscope/projections';
import { Inject, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { HideCalls } from '../dashboard/hide-calls.service';
import { WipeDue } from './wipe-due';

/** The token for the data folder. */
export const ERASED_FOLDER = Symbol('ERASED_FOLDER');

/** What was erased. */
export interface Erased {
  readonly call_ids: readonly string[];
  /** Events that lost something, now or when they were erased before. */
  readonly events: number;
}

/** Takes what tells of persons out of every file of the data folder. One erasure after the other. */
@Injectable()
export class Eraser implements OnApplicationBootstrap {
  readonly #logger = new Logger(Eraser.name);
  readonly #due: WipeDue;
  #last: Promise<unknown> = Promise.resolve();

  constructor(
    @Inject(EVENT_LOG) private readonly log: EventLog,
    private readonly views: Views,
    @Inject(CallSearchQueries) private readonly search: Remote<CallSearchQueries>,
    private readonly hiding: HideCalls,
    @Inject(ERASED_FOLDER) private readonly folder: string,
  ) {
    this.#due = new WipeDue(folder);
  }

  /** A kill may have come between an erasure and the moment in which its last bytes were gone. */
  onApplicationBootstrap(): void {
    if (!this.#due.isDue) return;
    this.#inTurn(() => this.#wipe()).catch((error: unknown) => {
      this.#logger.error(error);
    });
  }

  /**
   * One call; null when nobody knows it. A second time it finds nothing more to do, and answers the same.
   * @throws StorageUnavailableError, ViewsBehindError when it is not certain that all is gone: ask again.
   */
  call(callId: string): Promise<Erased | null> {
    return this.#inTurn(async () => (this.#isKnown(callId) ? this.#erase([callId]) : null));
  }

  /**
   * Every call from or to a number.
   * @param digits as `numberOf` gives them.
   */
  number(digits: string): Promise<Erased> {
    return this.#inTurn(async () => this.#erase(await this.#callsOf(digits)));
  }

  async #erase(callIds: readonly string[]): Promise<Erased> {
    let events = 0;
    if (callIds.length === 0) return { call_ids: [], events };
    await this.views.caughtUp();
    // Readers of Patter's stream know of no erasing, and see it gone.
    await this.hiding.hide(callIds);
    this.#due.note();
    for (const callId of callIds) {
      const lost = await this.log.erase(callId, true);
      events += lost === 0 ? this.#erasedBefore(callId) : lost;
    }
    await this.#wipe();
    return { call_ids: callIds, events };
  }

  /** What is gone from the rows goes from the files, and from their copies. */
  async #wipe(): Promise<void> {
    const copies = removeQuarantined(this.folder).length;
    if (copies > 0) this.#logger.warn(`${copies} quarantined copies were removed: they may hold what was erased`);
    await this.log.scrub();
    await this.views.wipe();
    this.#due.clear();
  }

  #erasedBefore(callId: string): number {
    const word = this.#eventsOf(callId)?.find((event) => event.type === 'call.erased');
    return word?.type === 'call.erased' ? word.data.events : 0;
  }

  #isKnown(callId: string): boolean {
    return this.#eventsOf(callId)?.length !== 0;
  }

  /** Null where one of them is damaged: that call can be erased as well. */
  #eventsOf(callId: string): readonly StoredEvent[] | null {
    try {
      return this.log.readCall(callId);
    } catch (error) {
      if (error instanceof DamagedLogError) return null;
      throw error;
    }
  }

  async #callsOf(digits: string): Promise<string[]> {
    // A former index, which answers while another is made, stands still and may know fewer spellings.
    await this.views.rebuilt();
    await Promise.all([this.views.caughtUp(), this.views.sidesCaughtUp()]);
    const found: string[] = [];
    // The index also finds longer numbers that end in this one.
    for (const callId of await this.search.tellingOf(digits)) {
      const events = this.#eventsOf(callId);
      if (events === null || events.some((event) => tellsOfNumber(event, digits))) found.push(callId);
      await nextTurn();
    }
    return found;
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#last.then(work, work);
    this.#last = done.catch(() => undefined);
    return done;
  }
}
