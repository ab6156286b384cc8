/** One row a call: every word that was told of it, once, in the order of the telling. Key: the call id. */
export interface CallSearchRow {
  readonly words: string;
}

/** What an event adds to the words of its call; null takes all of them out for good. */
export type CallWords = readonly string[] | null;
