import type { EventEnvelope } from '../envelope';
import { defineEvent } from '../event-spec';
import { flag, text } from '../guard/rule';
import { name } from '../guard/shared-fields';

export interface ErrorRaisedData {
  readonly component?: string;
  readonly code?: string;
  /** Personal: it may quote what was said. */
  readonly message: string;
  readonly fatal?: boolean;
  /** The turn that it belongs to. */
  readonly turn?: number;
}

/** Something went wrong during the call. */
export type ErrorRaised = EventEnvelope<'error.raised', ErrorRaisedData>;

export const errorRaised = defineEvent<ErrorRaised>({
  type: 'error.raised',
  personal: ['message'],
  fields: { required: { message: text() }, optional: { component: name, code: name, fatal: flag } },
  example: () => ({
    id: 'call-1:error:1',
    type: 'error.raised',
    v: 1,
    call_id: 'call-1',
    occurred_at: 1_778_627_016_000,
    data: { component: 'llm', code: 'timeout', message: 'no token within 5 s', fatal: false },
  }),
});
