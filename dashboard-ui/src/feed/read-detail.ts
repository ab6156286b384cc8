import type { CallDetail } from '@callscope/call-state';
import type { DetailAnswer } from './detail-loader';
import { goToLoginIfAsked } from './login';

/** `GET /api/v2/calls/:id`. Every outcome is a value: the rail says which. */
export async function readDetail(callId: string, signal: AbortSignal): Promise<DetailAnswer> {
  try {
    const answer = await fetch(`/api/v2/calls/${encodeURIComponent(callId)}`, {
      signal,
      headers: { accept: 'application/json' },
    });
    if (answer.status === 404) return { kind: 'gone' };
    if (answer.status === 401) void goToLoginIfAsked();
    if (!answer.ok) return { kind: 'failed' };
    return { kind: 'found', detail: (await answer.json()) as CallDetail };
  } catch {
    return { kind: 'failed' };
  }
}
