import type { EventEnvelope } from '../envelope';
import { defineEvent } from '../event-spec';

/**
 * Whatever a producer wants to keep with a call: shown in its timeline, counted nowhere. All of its data is personal,
 * since nobody knows what it says; at most 64 KiB.
 */
export type Custom = EventEnvelope<`custom.${string}`, Readonly<Record<string, unknown>>>;

export const MAX_CUSTOM_BYTES = 64 * 1_024;

/** Names that can stand in a line of a stream. */
export const CUSTOM_TYPE = /^custom\.[A-Za-z0-9_.-]{1,120}$/;

export function isCustom<E extends { readonly type: string }>(
  event: E,
): event is Extract<E, { type: `custom.${string}` }> {
  return event.type.startsWith('custom.');
}

export const custom = defineEvent<Custom>({
  type: 'custom.note',
  personal: [],
  opaque: true,
  fields: {},
  example: () => ({
    id: 'call-1:note',
    type: 'custom.note',
    v: 1,
    call_id: 'call-1',
    occurred_at: 1_778_627_020_000,
    data: { note: 'asked for the manager' },
  }),
});
