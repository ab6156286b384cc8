import type { EventEnvelope } from '../envelope';
import { defineEvent } from '../event-spec';
import { mode, parties, providers } from '../guard/shared-fields';
import type { Mode, Providers } from '../units';
import type { CallParties } from './call-initiated';

export interface CallStartedData extends CallParties {
  readonly mode?: Mode;
  readonly providers?: Providers;
}

/** The call is answered and the agent is in it. */
export type CallStarted = EventEnvelope<'call.started', CallStartedData>;

export const callStarted = defineEvent<CallStarted>({
  type: 'call.started',
  personal: ['from', 'to', 'metadata'],
  fields: { required: parties.required, optional: { ...parties.optional, mode, providers } },
  example: () => ({
    id: 'call-1:started',
    type: 'call.started',
    v: 1,
    call_id: 'call-1',
    occurred_at: 1_778_627_007_400,
    data: {
      direction: 'outbound',
      from: '+12125550110',
      to: '+12065550162',
      mode: 'pipeline',
      providers: {
        stt: { name: 'deepgram' },
        llm: { name: 'openai', model: 'gpt-5-mini' },
        tts: { name: 'elevenlabs' },
      },
    },
  }),
});
