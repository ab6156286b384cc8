import type { Statement } from 'better-sqlite3';
import type { ViewsStore } from '../kernel';

/** Reads of the words of calls. */
export class CallSearchQueries {
  readonly #having: Statement<[string], string>;

  constructor(views: ViewsStore) {
    this.#having = views.db
      .prepare<[string], string>(
        `SELECT key FROM view_call_search
         WHERE id IN (SELECT rowid FROM view_call_search_words WHERE view_call_search_words MATCH ?) ORDER BY key`,
      )
      .pluck();
  }

  /**
   * Ids of all calls, hidden ones too, of which a number with these digits was told, or a longer one that ends in them.
   * @param digits as `numberOf` gives them.
   */
  tellingOf(digits: string): string[] {
    const word = digits.replace(/\D/g, '');
    // A number of three digits is no end of the same one with 00 before it.
    return this.#having.all(`"${word}" OR "00${word}"`);
  }
}
