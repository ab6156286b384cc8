import { setTimeout as sleep } from 'node:timers/promises';

const HEADERS = { 'content-type': 'application/json' };

/** Tells events, partials too; as often as the service asks for it to be later. Throws unless it takes every one. */
export async function tell(url: string, events: readonly object[]): Promise<void> {
  const body = JSON.stringify(events);
  const answer = await fetch(`${url}/api/v2/events`, { method: 'POST', headers: HEADERS, body });
  const said = (await answer.json()) as { accepted?: number; detail?: string };
  const later = answer.headers.get('retry-after');
  if (later !== null) {
    await sleep(Number(later) * 1_000);
    return tell(url, events);
  }
  if (said.accepted !== events.length) throw new Error(`not all of ${events.length} events: ${JSON.stringify(said)}`);
}
