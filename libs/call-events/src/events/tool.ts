import type { EventEnvelope } from '../envelope';
import { defineEvent } from '../event-spec';
import { anything, durationMs, oneOf } from '../guard/rule';
import { name } from '../guard/shared-fields';

export const TOOL_STATUSES = ['ok', 'error', 'cancelled'] as const;

export interface ToolStartedData {
  readonly tool_call_id: string;
  readonly name: string;
  /** The turn that it belongs to. */
  readonly turn?: number;
  /** Personal: what the agent asked the tool. */
  readonly arguments?: unknown;
}

/** The agent has called a tool. */
export type ToolStarted = EventEnvelope<'tool.started', ToolStartedData>;

export const toolStarted = defineEvent<ToolStarted>({
  type: 'tool.started',
  personal: ['arguments'],
  fields: { required: { tool_call_id: name, name }, optional: { arguments: anything } },
  example: () => ({
    id: 'call-1:tool:t1:started',
    type: 'tool.started',
    v: 1,
    call_id: 'call-1',
    occurred_at: 1_778_627_013_000,
    data: { tool_call_id: 't1', name: 'find_slot', arguments: { day: 'Friday' } },
  }),
});

export interface ToolEndedData {
  readonly tool_call_id: string;
  readonly name?: string;
  readonly status: (typeof TOOL_STATUSES)[number];
  /** Personal: what the tool answered. */
  readonly result?: unknown;
  readonly duration_ms?: number;
  /** The turn that it belongs to. */
  readonly turn?: number;
}

/** The tool has answered, failed, or was given up. */
export type ToolEnded = EventEnvelope<'tool.ended', ToolEndedData>;

export const toolEnded = defineEvent<ToolEnded>({
  type: 'tool.ended',
  personal: ['result'],
  fields: {
    required: { tool_call_id: name, status: oneOf(TOOL_STATUSES) },
    optional: { name, result: anything, duration_ms: durationMs },
  },
  example: () => ({
    id: 'call-1:tool:t1:ended',
    type: 'tool.ended',
    v: 1,
    call_id: 'call-1',
    occurred_at: 1_778_627_013_400,
    data: { tool_call_id: 't1', name: 'find_slot', status: 'ok', result: { free: true }, duration_ms: 400 },
  }),
});
