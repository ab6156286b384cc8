import { type CallFolder, callFolders, daysOf, type IntakeWatch, placeOf } from '@callscope/intake';
import { CallReader } from './call-reader';
import { dayDigest } from './day-digest';
import { DeletedCalls } from './deleted-calls';
import type { PatientLog } from './patient-log';
import type { PlaceBook } from './place-book';
import { ReadQueue } from './read-queue';
import { isRecent } from './recent-days';
import { DELETED_IDS, type TreeWatch, watchTree } from './tree-watch';

export interface FollowerParts {
  /** Without links. */
  readonly root: string;
  readonly book: PlaceBook;
  readonly log: PatientLog;
  readonly watch: IntakeWatch;
  readonly warn: (sentence: string) => void;
  /** Aborted when the service stops. */
  readonly stopping: AbortSignal;
}

/** What the system did not tell of is found by looking, as often. */
const SWEEP_EVERY_MS = 30_000;
/** A second line within one tick of the file's clock changes nothing that a watcher sees. */
const LOOK_AGAIN_MS = 50;
const MOST_WARNINGS = 1_000;

/** Follows the call logs below one folder: what is written now at once, the days before behind it. Never writes there. */
export class LogFollower {
  readonly #reader: CallReader;
  readonly #deleted: DeletedCalls;
  readonly #queue = new ReadQueue<CallFolder>(placeOf);
  readonly #warned = new Set<string>();
  readonly #running: Promise<void>[] = [];
  readonly #timers = new Map<string, NodeJS.Timeout>();
  #watcher: TreeWatch | null = null;
  #stopped = false;
  #today = '';
  #backfilling = false;
  #sweeping = false;

  constructor(private readonly parts: FollowerParts) {
    const { root, book, log, watch } = parts;
    this.#deleted = new DeletedCalls(root, log);
    const tell = (file: string, reason: string): void => this.#warn(file, `${file}: ${reason}`);
    this.#reader = new CallReader({ root, book, log, watch, deleted: this.#deleted, tell });
  }

  /** Answers once everything that is written from now on is seen. */
  async start(): Promise<void> {
    // The list of deleted calls comes first, so that none of them shows.
    await this.#readDeleted();
    this.#running.push(this.#work());
    await this.#sweep();
    this.#timers.set(
      'every sweep',
      setInterval(() => this.#run(this.#sweep()), SWEEP_EVERY_MS),
    );
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#queue.end();
    await Promise.all(this.#running);
    await this.#watcher?.close();
  }

  #changed(names: readonly string[]): void {
    if (names[0] === DELETED_IDS) {
      this.#run(this.#readDeleted());
      return;
    }
    const [, year = '', month = '', day = '', name] = names;
    // A folder is new: what is made in it before it is watched is not told.
    if (name === undefined) this.#soon('sweep', () => this.#run(this.#sweep()));
    else if (names.length === 5) this.#lookAgain({ day: `${year}/${month}/${day}`, name });
    if (name !== undefined) this.#queue.add({ day: `${year}/${month}/${day}`, name }, 'now');
  }

  /** One folder after another, those first of which we were told. */
  async #work(): Promise<void> {
    for (let folder = await this.#queue.next(); folder; folder = await this.#queue.next()) {
      const asked = folder;
      const step = await this.#reader.step(asked).catch((error: unknown) => this.#failed(placeOf(asked), error));
      if (step?.more) this.#queue.add(asked, 'later');
      else if (step?.grew) this.#lookAgain(asked);
      if (step?.grew && !this.#watcher?.sees(placeOf(asked))) this.#watcher?.add(placeOf(asked));
    }
  }

  #lookAgain(folder: CallFolder): void {
    this.#soon(placeOf(folder), () => this.#queue.add(folder, 'now'));
  }

  /** Once for all who ask for it meanwhile. */
  #soon(what: string, act: () => void): void {
    if (this.#stopped || this.#timers.has(what)) return;
    const timer = setTimeout(() => {
      this.#timers.delete(what);
      act();
    }, LOOK_AGAIN_MS);
    this.#timers.set(what, timer);
  }

  /** Looks at each folder that may still grow. On a new day other days are watched, and one more is over. */
  async #sweep(): Promise<void> {
    if (this.#sweeping) {
      this.#soon('sweep', () => this.#run(this.#sweep()));
      return;
    }
    this.#sweeping = true;
    const { root, book } = this.parts;
    try {
      const now = Date.now();
      const today = new Date(now).toISOString().slice(0, 10);
      await this.#readDeleted();
      const isNewDay = today !== this.#today && !this.#backfilling;
      if (isNewDay) await this.#watchAnew();
      const days = await daysOf(root);
      for (const day of days.filter((each) => isRecent(each, now))) {
        for await (const folder of callFolders(root, day)) this.#queue.add(folder, 'later');
      }
      if (!isNewDay || this.#stopped) return;
      this.#today = today;
      book.keepDays(new Set(days));
      this.#run(this.#backfill(days.filter((each) => !isRecent(each, now))));
    } catch (error) {
      this.#failed('calls', error);
    } finally {
      this.#sweeping = false;
    }
  }

  /** The new watcher sees everything before the old one goes. */
  async #watchAnew(): Promise<void> {
    const former = this.#watcher;
    const { root, stopping } = this.parts;
    this.#watcher = await watchTree(root, stopping, {
      changed: (names) => this.#changed(names),
      failed: (error) => this.#failed('what is being written', error),
    });
    await former?.close();
  }

  /** Days that are over, newest first; one that is as it was when it was read is passed over. */
  async #backfill(days: readonly string[]): Promise<void> {
    this.#backfilling = true;
    try {
      for (const day of days) if (!this.#stopped) await this.#readDay(day);
    } catch (error) {
      this.#failed('calls', error);
    } finally {
      this.#backfilling = false;
    }
  }

  async #readDay(day: string): Promise<void> {
    const { root, book } = this.parts;
    const digest = await dayDigest(root, day);
    if (book.day(day) === digest) return;
    let whole = true;
    for await (const folder of callFolders(root, day)) {
      try {
        while (!this.#stopped && (await this.#reader.step(folder)).more);
      } catch (error) {
        this.#failed(placeOf(folder), error);
        whole = false;
      }
      if (this.#stopped) return;
    }
    if (whole) book.closeDay(day, digest);
  }

  async #readDeleted(): Promise<void> {
    try {
      await this.#deleted.read();
    } catch (error) {
      this.#failed(DELETED_IDS, error);
    }
  }

  #run(task: Promise<void>): void {
    this.#running.push(task);
    void task.finally(() => this.#running.splice(this.#running.indexOf(task), 1));
  }

  #failed(what: string, error: unknown): void {
    if (this.#stopped || (error as Error).name === 'AbortError') return;
    const reason = (error as NodeJS.ErrnoException).code ?? (error as Error).message;
    this.#warn(`${what} ${reason}`, `${what} cannot be read: ${reason}`);
  }

  /** Each matter once: a file that is broken is looked at again and again. */
  #warn(key: string, sentence: string): void {
    if (this.#warned.has(key) || this.#warned.size >= MOST_WARNINGS) return;
    this.#warned.add(key);
    this.parts.warn(sentence);
  }
}
