import type { OpenRow } from '../kernel';
import type { CallSearchRow, CallTexts } from './call-search.read-model';
import { piecesOf } from './search-words';

/**
 * The words of a call, while they become more. Texts are taken apart when the row is written, each of them once: a
 * report tells at the end what the turns have told before.
 */
export class OpenCallWords implements OpenRow<CallSearchRow, CallTexts> {
  /** As they stand in the row; empty when there are none. */
  #words: string;
  /** What was told since. */
  readonly #texts = new Set<string>();

  constructor(row: CallSearchRow | null) {
    this.#words = row?.words ?? '';
  }

  add(texts: CallTexts): void {
    if (texts === null) {
      this.#words = '';
      this.#texts.clear();
      return;
    }
    // The id comes with every telling: alone it is nothing new.
    if (texts.length === 1 && (this.#texts.size > 0 || this.#words !== '')) return;
    for (const text of texts) this.#texts.add(text);
  }

  toRow(): CallSearchRow | null {
    if (this.#texts.size > 0) {
      const words = new Set(this.#words.split(' '));
      // Each by itself: how one is taken apart may not depend on which others are written with it.
      for (const text of this.#texts) for (const piece of piecesOf(text)) words.add(piece);
      words.delete('');
      this.#words = [...words].join(' ');
      this.#texts.clear();
    }
    return this.#words === '' ? null : { words: this.#words };
  }
}
