export * from './call-row';
export * from './call-detail';
export * from './stats';
export { type CallState, evolveCall } from './call-state';
export { type ComponentCost, weaker } from './costs';
export { isTerminal } from './statuses';
export { latencyOf, REPORT_ADAPTER, type TurnState } from './turns';
export {
  agentKeyOf,
  begunAt,
  callLatencyMs,
  callRow,
  costsOf,
  costSummary,
  MAX_LATENCY_MS,
  statedCostNano,
  turnsOf,
} from './view';
export { callDetail } from './detail';
