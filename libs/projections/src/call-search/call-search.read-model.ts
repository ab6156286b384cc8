/** One row a call: every word that was told of it, once, in the order of the telling. Key: the call id. */
export interface CallSearchRow {
  readonly words: string;
}

/** The texts that an event tells of its call; null takes all words out for good. */
export type CallTexts = readonly string[] | null;
