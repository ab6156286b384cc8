export { ActiveCallsQueries } from './active-calls/active-calls.queries';
export { meanMs } from './aggregates/additive';
export { AggregatesQueries } from './aggregates/aggregates.queries';
export type { AggregatesRow } from './aggregates/aggregates.read-model';
export { costsOfTotals, sum as sumOfCounts } from './aggregates/aggregates.stats';
export { CallsQueries } from './calls/calls.queries';
export * from './kernel';
