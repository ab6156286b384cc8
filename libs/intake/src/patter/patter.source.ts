import type { EventSource } from '@callscope/call-events';

/** Stands in every event that a Patter body becomes. */
export const PATTER_SOURCE: EventSource = { framework: 'patter', adapter: 'patter' };

/** In every event of a call log. It is no report: what it tells stands, whatever a report leaves out. */
export const PATTER_LOG_SOURCE: EventSource = { framework: 'patter', adapter: 'patter-log' };
