export * from './canonical-json';
export { jsonText, quoted } from './json-text';
export type * from './envelope';
export type { DefinedEvent, EventSpec } from './event-spec';
export * from './events';
export { type Flaw, isObject, MAX_DURATION_MS } from './guard/rule';
export * from './money';
export * from './units';
export * from './versions';
