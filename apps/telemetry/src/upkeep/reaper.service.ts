import { EVENT_LOG, type EventLog } from '@callscope/event-log';
import { ActiveCallsQueries, type Remote, Views } from '@callscope/projections';
import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { reap } from './reaper';

/** The token for how long a silent call is left alone, in ms. */
export const CALL_TIMEOUT_MS = Symbol('CALL_TIMEOUT_MS');

const LOOK_EVERY_MS = 30_000;

/** Looks for calls that never end, now and then, for as long as the service runs. */
@Injectable()
export class ReaperService implements OnApplicationBootstrap, OnModuleDestroy {
  readonly #logger = new Logger(ReaperService.name);
  #timer: NodeJS.Timeout | null = null;

  constructor(
    @Inject(EVENT_LOG) private readonly log: EventLog,
    private readonly views: Views,
    @Inject(ActiveCallsQueries) private readonly activeCalls: Remote<ActiveCallsQueries>,
    @Inject(CALL_TIMEOUT_MS) private readonly timeoutMs: number,
  ) {}

  onApplicationBootstrap(): void {
    const { log, activeCalls, timeoutMs } = this;
    const parts = { log, activeCalls, timeoutMs, startedAt: Date.now() };
    const look = (): void => {
      // A call that went on looks silent in rows that do not move.
      if (this.views.rebuilding) return;
      // What could not be stored now is looked at again the next time.
      reap(parts, Date.now()).catch((error: unknown) => this.#logger.error(error));
    };
    this.#timer = setInterval(look, Math.min(LOOK_EVERY_MS, timeoutMs));
  }

  onModuleDestroy(): void {
    if (this.#timer) clearInterval(this.#timer);
  }
}
