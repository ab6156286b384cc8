export * from './canonical-json';
export type * from './envelope';
export * from './events';
export * from './money';
export * from './units';
