import * as anywhere from './de/anywhere';
import * as board from './de/board';
import * as first from './de/first';
import * as latency from './de/latency';
import * as named from './de/named';
import * as page from './de/page';
import * as rail from './de/rail';
import * as top from './de/top';
import type { Words } from './en';

export const de: Words = { ...anywhere, ...top, ...board, ...rail, ...page, ...latency, ...first, ...named };
