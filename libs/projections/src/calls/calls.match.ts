import type { Database, Statement } from 'better-sqlite3';
import type { CallsSearch } from './calls.page';

/** The calls that match what was typed: few enough to be named, or so many that the list is looked through for them. */
export type Match =
  | { readonly kind: 'few'; readonly keys: readonly string[] }
  | { readonly kind: 'many'; readonly has: (wordsId: number, key: string) => boolean };

/** Up to so many calls it is quicker to sort them than to look through the sorted list for those that match. */
const FEW = 5_000;

const WORDS = 'view_call_search_words';

/** Finds the calls that have all words of an expression of the index, or whose id begins with what was typed. */
export class CallsMatch {
  readonly #wordsIds: Statement<[string], number>;
  readonly #keysOf: Statement<[string], string>;
  readonly #keysLike: Statement<[string, string, number], string>;

  constructor(
    db: Database,
    private readonly few = FEW,
  ) {
    const ids = db.prepare<[string], number>(`SELECT rowid FROM ${WORDS} WHERE ${WORDS} MATCH ?`);
    this.#wordsIds = ids.pluck();
    const keys = db.prepare<[string], string>(
      'SELECT s.key FROM json_each(?) m CROSS JOIN view_call_search s ON s.id = m.value',
    );
    this.#keysOf = keys.pluck();
    const like = db.prepare<[string, string, number], string>(
      'SELECT key FROM view_calls WHERE key >= ? AND key < ? LIMIT ?',
    );
    this.#keysLike = like.pluck();
  }

  find({ typed, expression }: CallsSearch): Match {
    const ids = expression === null ? [] : this.#wordsIds.all(expression);
    const begun = ids.length > this.few ? [] : this.#keysBeginningWith(typed);
    if (ids.length <= this.few && begun.length <= this.few) {
      const byWords = ids.length === 0 ? [] : this.#keysOf.all(JSON.stringify(ids));
      return { kind: 'few', keys: [...new Set([...byWords, ...begun])] };
    }
    const matching = new Set(ids);
    return { kind: 'many', has: (wordsId, key) => matching.has(wordsId) || key.startsWith(typed) };
  }

  /** One more than a few tells that there are many. */
  #keysBeginningWith(typed: string): string[] {
    return this.#keysLike.all(typed, `${typed}\u{10FFFF}`, this.few + 1);
  }
}
