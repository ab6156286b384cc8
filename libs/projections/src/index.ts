export { ActiveCallsQueries } from './active-calls/active-calls.queries';
export { AggregatesQueries } from './aggregates/aggregates.queries';
export type { AggregatesRow } from './aggregates/aggregates.read-model';
export { costsOfCounts, histogramOf, meanMs } from './aggregates/aggregates.stats';
export { DIMENSIONS } from './aggregates/cells';
export { amountOf, sumOf, wordsOf } from './aggregates/counts';
export {
  DEFAULT_WINDOW,
  rangeOfWindow,
  type StatsQuery,
  WINDOW_NAMES,
  type WindowName,
} from './aggregates/window-stats';
export { CallSearchQueries } from './call-search/call-search.queries';
export { matchOf } from './call-search/search-words';
export { CALL_SORTS, type CallsFilter, type CallSort, type CallsPageQuery, type Place } from './calls/calls.page';
export {
  type CallForm,
  type CallsPage,
  CallsQueries,
  type OldCall,
  type CallStanding,
  type ShownCall,
  type ToldCall,
} from './calls/calls.queries';
export * from './kernel';
export type { SlowestTurnsQuery, SlowTurn } from './turns/slowest-turns';
export { TurnsQueries } from './turns/turns.queries';
