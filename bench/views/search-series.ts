import type { CallSource } from './call-source';
import { type Chance, wholeOf } from './chance';
import { COMMON_WORD, RARE_WORD, TWO_WORDS } from './sayings';
import type { Series } from './series';

const SEARCH = '/api/v2/calls?limit=50&q=';
/** Long enough for the requests beside it to tell something. */
const LEAST_MS = 3_000;
/** The fewest digits of a number by which calls are found. */
const DIGITS = 4;

/** The first page of what people type. */
export function searchSeries(source: CallSource, chance: Chance): Series[] {
  const search = (name: string, typed: () => string): Series => ({
    name: `q ${name}`,
    path: () => SEARCH + encodeURIComponent(typed()),
    requests: 200,
    leastMs: LEAST_MS,
  });
  return [
    search('rare word', () => RARE_WORD),
    search('common word', () => COMMON_WORD),
    search('two words', () => TWO_WORDS),
    search('number fragment', () => source.callerOf(wholeOf(chance, 0, source.options.calls)).slice(-DIGITS)),
  ];
}
