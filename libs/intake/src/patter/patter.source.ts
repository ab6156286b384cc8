import type { EventSource } from '@callscope/call-events';

/** Stands in every event that a Patter body becomes. */
export const PATTER_SOURCE: EventSource = { framework: 'patter', adapter: 'patter' };
