import type { EventLog } from '../event-log';

/** Where a log keeps its events, for the time of one test. */
export interface TestStore {
  /** Opens the log with all that was stored before. */
  open(): Promise<EventLog>;
  /** Throws away what was stored. */
  remove(): void;
}

/** The log of the running test: open and empty when the test begins, closed and gone when it has ended. */
export class LogUnderTest {
  #store: TestStore | null = null;
  #log: EventLog | null = null;

  constructor(newStore: () => TestStore) {
    beforeEach(async () => {
      this.#store = newStore();
      this.#log = await this.#store.open();
    });
    afterEach(async () => {
      await this.close();
      this.#store?.remove();
    });
  }

  get log(): EventLog {
    if (!this.#log) throw new Error('the log under test is closed');
    return this.#log;
  }

  async close(): Promise<void> {
    const log = this.#log;
    this.#log = null;
    await log?.close();
  }

  async reopen(): Promise<EventLog> {
    await this.close();
    this.#log = await this.#store!.open();
    return this.#log;
  }
}
