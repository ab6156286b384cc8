import type { OpenRow } from '../kernel';
import type { CallSearchRow, CallWords } from './call-search.read-model';

/** The words of a call, while they become more. */
export class OpenCallWords implements OpenRow<CallSearchRow, CallWords> {
  readonly #words: Set<string>;

  constructor(row: CallSearchRow | null) {
    this.#words = new Set(row?.words.split(' '));
  }

  add(words: CallWords): void {
    if (words === null) this.#words.clear();
    else for (const word of words) this.#words.add(word);
  }

  toRow(): CallSearchRow | null {
    this.#words.delete('');
    return this.#words.size === 0 ? null : { words: [...this.#words].join(' ') };
  }
}
