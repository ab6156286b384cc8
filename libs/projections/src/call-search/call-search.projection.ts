import type { StoredEvent } from '@callscope/call-events';
import { type Column, Projection, type Share, type SumProjection } from '../kernel';
import { OpenCallWords } from './call-words';
import { textsToldBy } from './call-search.evolve';
import type { CallSearchRow, CallTexts } from './call-search.read-model';
import { SEARCHED_TYPES } from './words-of-event';

/** The words of every call, to find it by. */
@Projection()
export class CallSearchProjection implements SumProjection<CallSearchRow, StoredEvent, CallTexts> {
  readonly name = 'call-search';
  readonly version = 3;
  readonly source = 'log';
  readonly types = [...SEARCHED_TYPES, 'call.erased'] as const;
  readonly keyedByCall = true;
  /** Taking words apart takes a third of the time of all read models together. */
  readonly lane = 'search';
  readonly columns: Readonly<Record<string, Column<CallSearchRow>>> = {
    words: { type: 'WORDS', of: (row) => row.words },
  };

  /** A row in memory is all that was said in a call. */
  readonly weight = 6;

  shares(event: StoredEvent): readonly Share<CallTexts>[] {
    const texts = textsToldBy(event);
    return texts === undefined ? [] : [{ keys: [event.call_id], part: texts }];
  }

  open(row: CallSearchRow | null): OpenCallWords {
    return new OpenCallWords(row);
  }
}
