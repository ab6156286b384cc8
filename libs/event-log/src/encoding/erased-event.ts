import { type CallErased, currentVersion } from '@callscope/call-events';
import { callHash } from './call-hash';

/** What the log says of an erased call: how many events lost something, and nothing that tells of a person. */
export function erasedEvent(callId: string, events: number, key: string): CallErased {
  return {
    id: `callscope:${callId}:erased`,
    type: 'call.erased',
    v: currentVersion('call.erased'),
    call_id: callId,
    source: { framework: 'callscope', adapter: 'eraser' },
    data: { events, subject: callHash(callId, key) },
  };
}
