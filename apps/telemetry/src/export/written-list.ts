import type { ToldCall } from '@callscope/projections';
import type { ListFormat } from './formats';
import { Pause } from './pause';

/** So many records are written down at one go. */
const AT_ONCE = 10;

/** What makes a record of a call as it is read. */
export type RecordOf<T> = (call: ToldCall) => T;

/** The calls of a walk in a format, in pieces; between any two of them others had their turn. */
export async function* writtenList<T>(
  pages: AsyncIterable<readonly ToldCall[]>,
  recordOf: RecordOf<T>,
  format: ListFormat<T>,
): AsyncGenerator<string> {
  const pause = new Pause();
  let before = format.head;
  let isFirst = true;
  for await (const page of pages) {
    for (let first = 0; first < page.length; first += AT_ONCE) {
      const records: T[] = [];
      for (const call of page.slice(first, first + AT_ONCE)) {
        records.push(recordOf(call));
        if (pause.isDue) await pause.take();
      }
      const piece = before + format.records(records, isFirst);
      if (pause.isDue) await pause.take();
      yield piece;
      before = '';
      isFirst = false;
    }
  }
  yield before + format.foot;
}
