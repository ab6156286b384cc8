import type { CallDetail } from '@callscope/call-state';
import type { DetailAnswer } from './detail-loader';
import { readJson } from './read-json';

/** `GET /api/v2/calls/:id`. Every outcome is a value: the rail says which. */
export async function readDetail(callId: string, signal: AbortSignal): Promise<DetailAnswer> {
  const answer = await readJson<CallDetail>(`/api/v2/calls/${encodeURIComponent(callId)}`, {}, signal);
  return answer.kind === 'found' ? { kind: 'found', detail: answer.data } : { kind: answer.kind };
}
