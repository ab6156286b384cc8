import { EVENT_LOG, type EventLog } from '@callscope/event-log';
import { CallsQueries, type Remote, Views } from '@callscope/projections';
import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { retain } from './retention';

/** The token for how much is kept. */
export const KEPT = Symbol('KEPT');

export interface Kept {
  /** Null: nothing goes for its age. */
  readonly days: number | null;
  /** Null: nothing goes for its size. Of 1 000 000 bytes. */
  readonly mb: number | null;
}

const DAY_MS = 86_400_000;
const BYTES_A_MB = 1_000_000;
/** Looking costs one query; nothing is kept longer than an hour beyond its time. */
const LOOK_EVERY_MS = 60_000;
const PAUSE_MS = 20;
/** The file is written anew at most so often. */
const SCRUB_EVERY_MS = DAY_MS;

/** Lets old calls go, for as long as the service runs. What they add up to stays in every total. */
@Injectable()
export class RetentionService implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #logger = new Logger(RetentionService.name);
  #timer: NodeJS.Timeout | null = null;
  #looking: Promise<void> | null = null;
  #stopped = false;
  /** Calls have left whose words may still stand in pages. A former run may have left some, so it begins with yes. */
  #unscrubbed = true;
  #scrubbedAt = 0;

  constructor(
    @Inject(EVENT_LOG) private readonly log: EventLog,
    private readonly views: Views,
    @Inject(CallsQueries) private readonly calls: Remote<CallsQueries>,
    @Inject(KEPT) private readonly kept: Kept,
  ) {}

  onApplicationBootstrap(): void {
    const { days, mb } = this.kept;
    if (days === null && mb === null) return;
    const look = (): void => {
      // A round that takes longer goes on, and no second one begins.
      this.#looking ??= this.look(Date.now())
        // What could not be done now is looked at again the next time.
        .catch((error: unknown) => {
          this.#logger.error(error);
        })
        .finally(() => (this.#looking = null));
    };
    this.#timer = setInterval(look, LOOK_EVERY_MS);
    look();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.#stopped = true;
    if (this.#timer) clearInterval(this.#timer);
    await this.#looking;
  }

  /** One look. `now`: our clock, epoch ms. */
  async look(now: number): Promise<void> {
    // Rows that do not move cannot say what a call adds up to.
    if (this.views.rebuilding) return;
    try {
      await this.#letGo(now);
    } finally {
      // Asked in every look, also when nothing left or not all could: what has left before is gone within a day.
      const isTime = now - this.#scrubbedAt >= SCRUB_EVERY_MS;
      if (this.#unscrubbed && isTime && !this.#stopped) await this.#scrub(now);
    }
  }

  async #letGo(now: number): Promise<void> {
    const { days, mb } = this.kept;
    const gone = await retain(
      {
        log: this.log,
        calls: this.calls,
        trim: (callIds) => {
          this.#unscrubbed = true;
          return this.views.trim(callIds);
        },
        maxAgeMs: days === null ? null : days * DAY_MS,
        maxBytes: mb === null ? null : mb * BYTES_A_MB,
        pauseMs: PAUSE_MS,
        stopped: () => this.#stopped,
      },
      now,
    );
    if (gone > 0) this.#logger.log(`${gone} calls were let go`);
  }

  /** One that fails is tried again by the next look. */
  async #scrub(now: number): Promise<void> {
    await this.log.scrub();
    await this.views.wipe();
    this.#unscrubbed = false;
    this.#scrubbedAt = now;
  }
}
