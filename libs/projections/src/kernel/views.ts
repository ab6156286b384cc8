import { EVENT_LOG, type EventLog, type TrimOutcome } from '@callscope/event-log';
import { Inject, Injectable } from '@nestjs/common';
import {
  BehaviorSubject,
  combineLatest,
  filter,
  firstValueFrom,
  merge,
  type Observable,
  type Subscription,
  throwError,
  timeout,
} from 'rxjs';
import { Lag } from './lag';
import { OwedTrims } from './owed-trims';
import { ViewsLanes } from './views-lanes';
import type { QueryTime, ViewsThread } from './views-thread';

/** A read asked for what the views do not show yet, and waited long enough. */
export class ViewsBehindError extends Error {
  readonly code = 'not_ready';

  constructor() {
    super('the read models have not caught up with the event log yet');
    this.name = ViewsBehindError.name;
  }
}

/** Behind by more than this, no more is taken in (contract §2). */
const MAX_LAG = { events: 50_000, ms: 1_000 } as const;
/** Behind by less than this, a long body is read on. */
const EASY_LAG_EVENTS = 20_000;
/** Behind by more than this, who tells is answered later: by a quarter of what is above it. */
const EASY_LAG_MS = 300;
const SHARE_OF_LAG = 4;

/** Longest wait of a read for its own writes. */
const CATCH_UP_MS = 2_000;

/** How one read model stands. */
export interface ReadModelState {
  readonly name: string;
  readonly position: number;
  readonly deadLetters: number;
  /** While it is made anew and the former one answers: up to where the new one stands. Else null. */
  readonly rebuilding: number | null;
}

/** The read models, as the rest of the house sees them: made and read in threads of their own. */
@Injectable()
export class Views {
  readonly #lag = new Lag();
  /** Up to where the slowest of them stands, but for those that are made anew in the background. */
  readonly #slowest = new BehaviorSubject(0);
  readonly #following: Subscription[];
  readonly #owedTrims = new OwedTrims();
  #wiping = 0;

  constructor(
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Inject(ViewsLanes) private readonly lanes: ViewsLanes,
  ) {
    const { all } = lanes;
    this.#following = [
      combineLatest(all.map(({ progress }) => progress.owed)).subscribe((positions) => {
        const position = Math.min(...positions);
        this.#lag.shown(position);
        if (position !== this.#slowest.value) this.#slowest.next(position);
      }),
      log.heads.subscribe((head) => {
        this.#lag.grown(head, performance.now());
        // It may be shown already, or be nobody's to show soon.
        this.#lag.shown(this.#slowest.value);
        for (const lane of all) lane.grown(head);
      }),
    ];
  }

  /** Position up to which the read models of the first lane stand: what a query shows, but for the words of calls. */
  get position(): number {
    return this.lanes.first.position;
  }

  /** That position, now and whenever it moves. */
  get positions(): Observable<number> {
    return this.lanes.first.positions;
  }

  /** Each read model: up to where it stands, and how many events it has set aside. */
  get readModels(): readonly ReadModelState[] {
    return this.lanes.all.flatMap(({ names, position, deadLetters, progress: { rebuilding } }) =>
      names.map((name) => ({ name, position, deadLetters: deadLetters.get(name) ?? 0, rebuilding })),
    );
  }

  /** Some are made anew in the background: what is read may be old. */
  get rebuilding(): boolean {
    return this.lanes.all.some(({ progress }) => progress.rebuilding !== null);
  }

  /** How far behind the log they are: events, and ms since the oldest of them was committed. */
  get lag(): { readonly events: number; readonly ms: number } {
    return { events: Math.max(0, this.log.head - this.#slowest.value), ms: this.#lag.ms(performance.now()) };
  }

  /** They cannot be trusted to show soon what is taken in now. */
  get tooFarBehind(): boolean {
    const { events, ms } = this.lag;
    // A lane that is being wiped stands still for a moment, and then goes on as before.
    return events > MAX_LAG.events || (ms > MAX_LAG.ms && this.#wiping === 0);
  }

  /**
   * By how many ms who tells now should wait: the longer, the further they are behind; 0 while they keep up. A sender
   * that waits for its answers is so held to what all of us can do, where one that is refused asks again and again.
   */
  get easeMs(): number {
    // A lane that is being wiped stands still for a moment, and then goes on as before.
    return this.#wiping > 0 ? 0 : Math.max(0, (this.lag.ms - EASY_LAG_MS) / SHARE_OF_LAG);
  }

  /** Waits until the read models are close behind the log, however long that takes. */
  async keepsUp(): Promise<void> {
    if (this.lag.events > EASY_LAG_EVENTS) await this.reached(this.log.head - EASY_LAG_EVENTS);
  }

  /** What could not be taken in or written; it is tried again. */
  get troubles(): Observable<Error> {
    return merge(...this.lanes.all.map(({ troubles }) => troubles));
  }

  /** Each query that was answered, and what it took. */
  get queryTimes(): Observable<QueryTime> {
    return merge(...this.lanes.all.map(({ queryTimes }) => queryTimes));
  }

  /** Waits until every read model stands at this position or above; not for those made anew in the background. */
  async reached(position: number): Promise<void> {
    // Before, they have no names, and an empty log is reached by who does not even stand.
    await Promise.all(this.lanes.all.map(({ ready }) => ready));
    await firstValueFrom(this.#slowest.pipe(filter((at) => at >= position)));
  }

  /**
   * Waits until the read models show all that was committed before the call: whoever wrote reads its own writes. While
   * they are made anew in the background the former ones answer as they are: then nobody waits.
   * @throws ViewsBehindError after two seconds.
   */
  async caughtUp(): Promise<void> {
    await shows(this.lanes.first, this.log.head);
  }

  /**
   * The same for the read models of the side lanes, before a query that reads those.
   * @throws ViewsBehindError after two seconds.
   */
  async sidesCaughtUp(): Promise<void> {
    const { head } = this.log;
    await Promise.all(
      this.lanes.sides.map(async (lane) => {
        await shows(lane, head);
        await lane.write();
      }),
    );
  }

  /**
   * Takes calls that have ended out of the log and out of the lists; no sum changes. Up to some hundred at a time.
   * @throws StorageUnavailableError when nothing was trimmed; Error when a file of views could not be written: the call
   * that follows begins with what was missed.
   */
  async trim(callIds: readonly string[]): Promise<TrimOutcome> {
    await this.rebuilt();
    await this.#owedTrims.settle();
    await this.caughtUp();
    const outcome = await this.log.trim(await this.lanes.first.planTrim(callIds));
    if (outcome.outcome === 'trimmed') {
      await this.#owedTrims.tell(this.lanes.all, callIds, outcome.version);
    }
    return outcome;
  }

  /**
   * What was erased or trimmed before the call is in no file of the read models any more, and takes no room.
   * @throws Error when that is not certain: ask again.
   */
  async wipe(): Promise<void> {
    const { head } = this.log;
    await this.rebuilt();
    await this.reached(head);
    this.#wiping += 1;
    try {
      // One after the other: the first lane answers while the others are at it.
      for (const lane of this.lanes.all) await lane.wipe();
    } finally {
      this.#wiping -= 1;
    }
  }

  /** Nothing is made anew in the background any more: rows that do not move cannot say what a call adds, or what it told. */
  async rebuilt(): Promise<void> {
    const settled = ({ progress: { owed } }: ViewsThread): Promise<number> =>
      firstValueFrom(owed.pipe(filter((position) => position !== Infinity)));
    await Promise.all(this.lanes.all.map(settled));
  }

  /** Takes in what the log still holds, so that the next start has nothing to do; but does not wait for it long. */
  async close(): Promise<void> {
    await Promise.all([this.caughtUp(), this.sidesCaughtUp()]).catch(() => undefined);
    for (const each of this.#following) each.unsubscribe();
    // The first lane reads the files of the others.
    await this.lanes.first.close();
    await Promise.all(this.lanes.sides.map((lane) => lane.close()));
  }
}

async function shows(lane: ViewsThread, head: number): Promise<void> {
  const { owed } = lane.progress;
  if (owed.value >= head) return;
  lane.hurry(head);
  const shown = owed.pipe(
    filter((at) => at >= head),
    timeout({ first: CATCH_UP_MS, with: () => throwError(() => new ViewsBehindError()) }),
  );
  await firstValueFrom(shown);
}
