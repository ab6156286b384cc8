/** One row of the baseline. The log keeps the text and does not know what it says. */
export type BaselineRow = readonly [key: string, text: string];

/** What is kept of all calls that were trimmed, as it stands at one moment. */
export interface Baseline {
  /** Rises with every trim that changed anything; 0 = none did. Who works out a new baseline hands it back. */
  readonly version: number;
  /** As the log tells it at the same moment. */
  readonly trimmedUpTo: number;
  /** By key; in no order to rely on. */
  readonly rows: ReadonlyMap<string, string>;
}

/** How the baseline becomes that of the calls which leave as well. What is not named stays. */
export interface BaselineChange {
  /** The version that the new rows were worked out from: with another one in force, nothing is trimmed. */
  readonly version: number;
  /** Rows that are added, or take the place of the one with their key. */
  readonly set: readonly BaselineRow[];
  /** Keys whose rows leave, before `set` is stored. */
  readonly remove?: readonly string[];
}

export interface TrimRequest {
  /** Calls that leave as a whole. One that the log does not know, or has trimmed already, is passed over. */
  readonly callIds: readonly string[];
  /**
   * The position up to which events were taken into the new baseline: when a call has one above it, nothing is trimmed,
   * for that event would be in neither.
   */
  readonly asOf: number;
  readonly baseline: BaselineChange;
}

/** What became of a trim. All of it was done, or nothing. */
export type TrimOutcome =
  | {
      readonly outcome: 'trimmed';
      /** How many calls and events have left. */
      readonly calls: number;
      readonly events: number;
      readonly trimmedUpTo: number;
      /** The version of the baseline from now on. */
      readonly version: number;
      /**
       * No byte of it is left in any file of the log. False while somebody reads what was before (a backup, say): the
       * next trim, also one of nothing, and the next erasing see to it.
       */
      readonly wiped: boolean;
    }
  /** Another version of the baseline is in force: work it out anew. */
  | { readonly outcome: 'outdated'; readonly version: number }
  /** These calls have events above `asOf`. */
  | { readonly outcome: 'changed'; readonly callIds: readonly string[] };
