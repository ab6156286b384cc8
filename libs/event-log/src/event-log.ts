import type { CallEvent, CallEventType, StoredEvent } from '@callscope/call-events';
import type { Observable } from 'rxjs';
import type { Baseline, TrimOutcome, TrimRequest } from './trimming';

/** What became of one event that was handed to `append`. Expected outcomes are values, never exceptions. */
export type AppendOutcome =
  | { readonly outcome: 'accepted'; readonly position: number }
  /**
   * The id is stored already, with the same payload; or the call was erased, and takes in nothing more; or it was
   * trimmed: the position is `trimmedUpTo` then, for its own is gone.
   */
  | { readonly outcome: 'duplicate'; readonly position: number }
  /** The id is stored already, with another payload; nothing was stored. */
  | { readonly outcome: 'conflict'; readonly position: number };

/** One transaction, as those who measure are told of it. */
export interface Commit {
  /** Events that it stored; duplicates and conflicts are not among them. */
  readonly accepted: number;
  /** From the first row to the disk's word that all are durable, in ms. */
  readonly ms: number;
}

/**
 * The durable, ordered record of all calls: the only thing that is ever written to by intake,
 * and the only thing that read models are made from.
 *
 * Reads throw DamagedLogError (code `damaged`) rather than give back what is not as it was stored, and
 * StorageUnavailableError when the files cannot be read.
 */
export interface EventLog {
  /** Eight characters that name this log; renewed when history may have been lost. */
  readonly logId: string;

  /** The position up to which everything is durable and readable; 0 while the log is empty. */
  readonly head: number;

  /** `head`, now and each time it moves; completes when the log is closed. */
  readonly heads: Observable<number>;

  /** Each transaction that stored something or found it stored, from now on; completes when the log is closed. */
  readonly commits: Observable<Commit>;

  /** How many calls of `append` wait for the disk and are not being written yet. */
  readonly waiting: number;

  /** The lowest position that is kept; null while nothing is. */
  readonly tail: number | null;

  /**
   * The highest position that was trimmed; 0 while none was. Events of other calls may stand below it. Who goes on from
   * a position below it may have missed events: look at it after the read, which then saw no later trim.
   */
  readonly trimmedUpTo: number;

  /**
   * Stores events, each once by its id, and answers when they are on disk. Events of one call of `append` are stored
   * in their order and in one transaction; the outcomes stand in the order of the events. Of no events it is a question:
   * could some be stored now?
   * @param told the same events as they were told, where what is stored says less: by them a repeat is told from a
   * conflict, and nothing else of them is kept.
   * @throws StorageUnavailableError when nothing of it was stored, or may have been.
   * @throws OverloadedError when too much is waiting; nothing of it was taken.
   */
  append(events: readonly CallEvent[], told?: readonly CallEvent[]): Promise<readonly AppendOutcome[]>;

  /** Up to `limit` events with a position above `after`, in order of position: fewer where they are large, one at least. */
  read(after: number, limit: number): readonly StoredEvent[];

  /** Events of one call in order of position: all of them, or up to `limit` with a position above `after`. */
  readCall(callId: string, after?: number, limit?: number): readonly StoredEvent[];

  /** The event at a position, or null. */
  readAt(position: number): StoredEvent | null;

  /** The position of the first event of this type in a call, or null. */
  firstPosition(callId: string, type: CallEventType): number | null;

  /**
   * Pages of events above `after`: first history, then what is committed from now on, in order of position,
   * without gap and without repeat at the seam. Never completes before the log is closed. What is trimmed before its page
   * was read is not told.
   */
  follow(after: number): Observable<readonly StoredEvent[]>;

  /**
   * Takes what tells of a person out of all events of a call, for ever: positions, ids and measures stay, and the
   * events say `erased: true`. From then on every event of the call is answered as a duplicate, except those that the
   * service itself writes. Erasing again is harmless.
   *
   * The rows are gone then. SQLite may still have a copy of one where it has moved rows about: `scrub` afterwards.
   * @param tell also stores, in the same transaction, the `call.erased` that readers learn of it by. Once a call.
   * @returns how many events lost something; 0 for a call that the log does not know.
   * @throws StorageUnavailableError when it is not certain that no byte is left on the disk: ask again.
   */
  erase(callId: string, tell?: boolean): Promise<number>;

  /**
   * Takes whole calls out of the log for ever, and keeps in their place what the caller has made of them: both in one
   * transaction, or nothing. Their positions stay empty, and the head stays where it is. From then on every event of such
   * a call is answered as a duplicate, also those that the service itself writes, and erasing it finds nothing.
   *
   * Appends wait meanwhile: trim in portions of up to 5 000 events, which took 60 ms on a busy machine of two cores.
   * @throws DamagedLogError when an event that would leave is not as it was stored. Nothing was trimmed.
   * @throws StorageUnavailableError when nothing was trimmed, or may have been: the version of the baseline tells.
   */
  trim(request: TrimRequest): Promise<TrimOutcome>;

  /**
   * Writes the file of the log anew, so that nothing is in it but what it holds, and its size is what that takes. Appends
   * wait meanwhile: 0.6 s for 100 MB, which are needed as free room.
   * @throws StorageUnavailableError when it could not be done, or not wholly: ask again.
   */
  scrub(): Promise<void>;

  /** What the log takes on the disk. */
  size(): LogSize;

  /**
   * Gives up to so many bytes of free room back to the disk; a few megabytes hold nobody up. Answers how many it gave: 0
   * when there is none, or in a log of an older version, of which only `scrub` can.
   * @throws StorageUnavailableError
   */
  giveBack(bytes: number): Promise<number>;

  /**
   * What is kept of all trimmed calls. With the events above it, it is what everything is made of: who rebuilds from both
   * looks afterwards whether its version is still the same.
   */
  baseline(): Baseline;

  /** Waits for what is being committed, ends all followers, and releases the files. A second time it does nothing. */
  close(): Promise<void>;
}

/** Bytes on the disk. */
export interface LogSize {
  /** All files of the log together. */
  readonly bytes: number;
  /** Of these: the room that nothing takes. */
  readonly freeBytes: number;
  /**
   * What is stored takes so much. Falls with each call that leaves, at once: unlike `bytes`, which also counts the
   * write-ahead log, and that grows with every change for as long as somebody reads what was before.
   */
  readonly usedBytes: number;
}

/** The token under which Nest gives the log to whoever asks for it. */
export const EVENT_LOG = Symbol('EVENT_LOG');
