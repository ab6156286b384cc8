/** One row a call: every word that was told of it, once, in the order of the telling. Key: the call id. */
export interface CallSearchRow {
  readonly words: string;
}

/** The id of a call and the texts that an event tells of it; null takes all words out for good. */
export type CallTexts = readonly string[] | null;
