export { ServiceRefusal } from './service-refusal';
export type * from './stream/stream-item';
export { subscribe } from './stream/subscribe';
export type { SubscribeOptions } from './stream/subscribe-options';
export { type Producer, producer } from './tell/producer';
export type { ProducerOptions, ToldEvent } from './tell/producer-options';
export type { Problem } from './tell/problem';
export type { Trouble } from './trouble';
