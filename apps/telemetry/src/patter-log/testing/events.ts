import { type CallHidden, currentVersion } from '@callscope/call-events';

export function aCallHidden(callId: string): CallHidden {
  const type = 'call.hidden';
  return { id: `${callId}:hidden`, type, v: currentVersion(type), call_id: callId, data: {} };
}
