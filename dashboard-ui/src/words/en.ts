import * as anywhere from './en/anywhere';
import * as board from './en/board';
import * as first from './en/first';
import * as latency from './en/latency';
import * as named from './en/named';
import * as page from './en/page';
import * as rail from './en/rail';
import * as top from './en/top';

/** All that the page says, by place. A text that takes a number is given it as it is, and `told` as it reads. */
export const en = { ...anywhere, ...top, ...board, ...rail, ...page, ...latency, ...first, ...named };

type Spoken<T> = T extends string
  ? string
  : T extends (...given: never[]) => string
    ? T
    : { readonly [K in keyof T]: Spoken<T[K]> };

/** What each language says: the same texts, none missing. */
export type Words = Spoken<typeof en>;
