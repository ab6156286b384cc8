import type { Database, Statement } from 'better-sqlite3';
import type { TrimmedCalls } from './trimmed-calls';

/** A call inside of the log. */
export interface Stream {
  readonly number: number;
  /** The position of its first event when the call was erased; 0 when it was not. */
  readonly erased: number;
}

const STREAMS_IN_CACHE = 20_000;

/** Which number a call has in the log; a call that is told of for the first time gets the next one. */
export class StreamNumbers {
  readonly #known = new Map<string, Stream | null>();
  readonly #find: Statement<[string], Stream>;
  readonly #insert: Statement<[string]>;

  constructor(
    db: Database,
    private readonly trimmed: TrimmedCalls,
  ) {
    this.#find = db.prepare(
      `SELECT s.stream AS number,
         CASE WHEN e.stream IS NULL THEN 0 ELSE (SELECT min(position) FROM events WHERE stream = s.stream) END AS erased
       FROM streams s LEFT JOIN erased e USING (stream) WHERE s.call_id = ?`,
    );
    this.#insert = db.prepare('INSERT INTO streams (call_id) VALUES (?)');
  }

  /** Null when the call was trimmed: it gets no number any more. */
  of(callId: string): Stream | null {
    const known = this.#known.get(callId);
    if (known !== undefined) return known;
    const stream = this.#find.get(callId) ?? this.#next(callId);
    if (this.#known.size >= STREAMS_IN_CACHE) this.#known.clear();
    this.#known.set(callId, stream);
    return stream;
  }

  #next(callId: string): Stream | null {
    if (this.trimmed.has(callId)) return null;
    return { number: Number(this.#insert.run(callId).lastInsertRowid), erased: 0 };
  }

  /** What is known may not be so any more. */
  forget(): void {
    this.#known.clear();
  }
}
