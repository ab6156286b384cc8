import { type CallEvent, isObject } from '@callscope/call-events';
import type { EventLog } from '@callscope/event-log';
import { type IntakeWatch, isSafeId, type Refusal } from '../kernel';
import { isRefusal, readEvent, type TranscriptPartial } from './native.event';
import { knownOnly } from './native.known.translate';
import { PARTIAL_TYPE } from './native.partial';
import type { NativeError, NativeResult } from './native.result';
import { Tally } from './native.tally';

const GROUP_EVENTS = 500;
const GROUP_BYTES = 1_048_576;

/** Takes words in passing to who looks on. */
export type PartialSink = (partial: TranscriptPartial) => void;

export interface BatchOptions {
  readonly log: EventLog;
  /** Our clock, in epoch ms. */
  readonly now: () => number;
  readonly onPartial: PartialSink;
  readonly watch?: IntakeWatch;
}

/** What waits to be appended together. */
class Group {
  readonly events: CallEvent[] = [];
  /** The place of each event among all that were sent. */
  readonly indexes: number[] = [];
  readonly errors: NativeError[] = [];
  bytes = 0;
}

/**
 * The events of one request on their way to the log, in bounded groups: while one group is being committed the next one
 * is read, and no third begins. Of two events with one id the first counts, in one group or in two.
 */
export class NativeBatch {
  readonly #tally: Tally;
  #group = new Group();
  #next = 0;
  #committing: Promise<void> = Promise.resolve();

  constructor(private readonly options: BatchOptions) {
    this.#tally = new Tally(options.log.logId);
  }

  /** Takes one event, as parsed JSON of so many bytes; null when they were not counted. */
  take(sent: unknown, bytes: number | null): void {
    const reading = readEvent(sent, { now: this.options.now(), isSmall: bytes !== null });
    if (isRefusal(reading)) {
      this.refuse(reading, isObject(sent) ? sent['id'] : undefined);
      return;
    }
    const index = this.#next++;
    if (reading.type === PARTIAL_TYPE) {
      this.#tally.countPartial();
      this.options.onPartial(reading);
      return;
    }
    this.#group.events.push(reading);
    this.#group.indexes.push(index);
    this.#group.bytes += bytes ?? 0;
  }

  /** Counts what cannot be an event. */
  refuse({ code, message, field }: Refusal, id?: unknown): void {
    this.#group.errors.push({
      index: this.#next++,
      ...(isSafeId(id) ? { id } : {}),
      code,
      ...(field === undefined ? {} : { field }),
      message,
    });
  }

  /** So much has come together that it is time to flush. */
  get isFull(): boolean {
    const { events, errors, bytes } = this.#group;
    return events.length + errors.length >= GROUP_EVENTS || bytes >= GROUP_BYTES;
  }

  /**
   * Begins to commit what has come together, once the group before is on disk.
   * @throws StorageUnavailableError when that one could not be stored.
   */
  async flush(): Promise<void> {
    await this.#committing;
    const group = this.#group;
    this.#group = new Group();
    this.#committing = this.#commit(group);
    // Whoever flushes next, or finishes, is told; until then it is nobody's failure.
    this.#committing.catch(() => undefined);
  }

  /**
   * Waits until everything is on disk.
   * @throws StorageUnavailableError when the log cannot store; nothing is acknowledged then, all may be sent again.
   */
  async finish(): Promise<NativeResult> {
    await this.flush();
    await this.#committing;
    return this.#tally.result();
  }

  async #commit({ events, indexes, errors }: Group): Promise<void> {
    const outcomes = events.length === 0 ? [] : await this.options.log.append(events.map(knownOnly), events);
    const conflicts: NativeError[] = [];
    let accepted = 0;
    for (const [at, outcome] of outcomes.entries()) {
      if (outcome.outcome === 'accepted') accepted += 1;
      if (outcome.outcome === 'conflict') conflicts.push(conflict(indexes[at] ?? 0, events[at]?.id ?? ''));
      else this.#tally.countStored(outcome);
    }
    const refused = [...errors, ...conflicts];
    this.#tally.countRejected(refused.length, refused);
    const { watch } = this.options;
    watch?.stored('native', accepted);
    for (const error of refused) watch?.refused(error);
  }
}

function conflict(index: number, id: string): NativeError {
  return { index, id, code: 'id_conflict', field: 'id', message: 'id stands for an event with another payload' };
}
