import { getJson } from '../../../../test/support/http';
import type { RunningService } from '../../../../test/support/service';
import type { ToldEvent } from '../tell/told-event';

export const words = (n: number, text = `${n} grüße`): ToldEvent => ({
  type: 'transcript.final',
  call_id: 'call-1',
  data: { role: 'user', text },
});
export const textsOf = (events: readonly { readonly data: { readonly text: string } }[]) =>
  events.map(({ data }) => data.text);
export const texts = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => `${from + i} grüße`);

/** The events of `call-1`, as the service has them. */
export async function stored({ url }: RunningService) {
  const { body } = await getJson<{ events?: { id: string; occurred_at: number; data: { text: string } }[] }>(
    `${url}/api/v2/calls/call-1/events`,
  );
  return body.events ?? [];
}
