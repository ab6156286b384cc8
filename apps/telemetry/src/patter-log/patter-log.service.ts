import { lstat, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { EVENT_LOG, type EventLog } from '@callscope/event-log';
import { INTAKE_WATCH, type IntakeWatch, logDirHere } from '@callscope/intake';
import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { PressureGate } from '../door/pressure.gate';
import { LogFollower } from './log-follower';
import { PatientLog } from './patient-log';
import { PlaceBook } from './place-book';

/** The token for which folder is read, and where it is remembered how far. */
export const PATTER_LOG = Symbol('PATTER_LOG');

export interface PatterLogPlaces {
  /** As it was set; null: none is read. */
  readonly dir: string | null;
  /** The data folder. */
  readonly data: string;
}

const BOOK = 'patter-log.json';
const LOOK_EVERY_MS = 1_000;
const SAVE_EVERY_MS = 2_000;

/**
 * Reads the folder into which Patter SDKs log their calls, for as long as the service runs. It may come, go and come
 * back, as a folder that is mounted does.
 */
@Injectable()
export class PatterLogService implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #logger = new Logger('PatterLog');
  readonly #stopping = new AbortController();
  readonly #timers: NodeJS.Timeout[] = [];
  #follower: LogFollower | null = null;
  #book: PlaceBook | null = null;
  #looking: Promise<void> | null = null;
  /** Undefined before the first look. */
  #found: string | null | undefined;

  constructor(
    @Inject(PATTER_LOG) private readonly places: PatterLogPlaces,
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Inject(INTAKE_WATCH) private readonly watch: IntakeWatch,
    private readonly gate: PressureGate,
  ) {}

  onApplicationBootstrap(): void {
    if (this.places.dir === null) return;
    const root = logDirHere(this.places.dir);
    const book = new PlaceBook(join(this.places.data, BOOK), { log: this.log.logId, root });
    this.#book = book;
    this.#logger.log(`reading the calls that are logged in ${root}`);
    const look = (): void => {
      this.#looking ??= this.#look(root, book)
        .catch((error: unknown) => this.#logger.error(error))
        .finally(() => (this.#looking = null));
    };
    look();
    this.#timers.push(
      setInterval(look, LOOK_EVERY_MS),
      setInterval(() => void this.#save(), SAVE_EVERY_MS),
    );
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.#stopping.abort();
    for (const timer of this.#timers) clearInterval(timer);
    await this.#looking;
    await this.#follower?.stop();
    await this.#save();
  }

  /** Another folder of the same name, or one that was not there before, is begun with anew. */
  async #look(root: string, book: PlaceBook): Promise<void> {
    const identity = await identityOf(root);
    if (identity === this.#found || this.#stopping.signal.aborted) return;
    await this.#follower?.stop();
    this.#follower = null;
    this.#found = identity;
    if (identity === null) {
      this.#logger.warn(`${root} is not there; waiting for it`);
      return;
    }
    const log = new PatientLog(this.log, this.gate, this.#stopping.signal);
    this.#follower = new LogFollower({
      root: await realpath(root),
      book,
      log,
      watch: this.watch,
      warn: (sentence) => this.#logger.warn(sentence),
      stopping: this.#stopping.signal,
    });
    await this.#follower.start();
  }

  async #save(): Promise<void> {
    await this.#book
      ?.save()
      .catch((error: unknown) => this.#logger.warn(`cannot remember what was read: ${String(error)}`));
  }
}

/** The folder, and the folder of the calls in it; null while it is not there. */
async function identityOf(root: string): Promise<string | null> {
  const real = await realpath(root).catch(() => null);
  if (real === null) return null;
  const inode = (name: string): Promise<string> =>
    lstat(name).then(
      ({ dev, ino }) => `${dev}:${ino}`,
      () => 'none',
    );
  return `${await inode(real)} ${await inode(join(real, 'calls'))}`;
}
