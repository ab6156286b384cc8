export { FLOOR_MS, RELATIVE_ERROR } from './mapping';
export { HistogramDraft } from './draft';
export { emptyHistogram, type HistogramState } from './state';
export { add, histogramOf, merge, remove, subtract } from './histogram';
export { hasExactExtremes, normalise, restoreExtremes } from './normalise';
export { percentiles, quantile, type Percentiles } from './percentiles';
export { exactPercentile } from './type7';
export { bucketsOf, type Bar } from './bars';
