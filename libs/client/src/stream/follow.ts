import { backoffMs } from '../backoff';
import { isOver, type Machine } from '../machine';
import { authorization, eventsUrl } from '../service-address';
import { refusalOf, ServiceRefusal } from '../service-refusal';
import { messageOf } from '../trouble';
import { within } from '../within';
import { openStream } from './open-stream';
import { BEGINNING, Place } from './place';
import type { StreamItem } from './stream-item';
import type { SubscribeOptions } from './subscribe-options';

/** The request is wrong, or we may not read: asking again changes nothing. */
const FINAL_STATUSES: ReadonlySet<number> = new Set([400, 401, 403]);

/** A connection that lived so long was a good one, though nothing was told on it. */
const GOOD_AFTER_MS = 15_000;

/**
 * All events after the place to begin at, over as many connections as it takes, each once and in order of the log.
 * Ends by the signal alone.
 * @throws ServiceRefusal with status 400, 401 or 403.
 */
export async function* follow(
  options: SubscribeOptions,
  signal: AbortSignal,
  machine: Machine,
): AsyncGenerator<StreamItem, void> {
  const begin = beginOf(options);
  let place: Place | null = begin === undefined ? null : new Place(begin);
  let failures = 0;
  let retryMs = 0;
  while (!signal.aborted) {
    const beganMs = machine.now();
    let isTold = false;
    let error: unknown = new Error('the stream ended');
    try {
      // "From now on" is made a place first: a connection that breaks before the first event would lose what comes.
      place ??= new Place(await headNow(options, signal, machine));
      for await (const message of openStream({ ...requestOf(options, place), signal, onRetry }, machine)) {
        const item = place.take(message);
        if (item === null) continue;
        isTold = true;
        yield item;
      }
    } catch (caught) {
      error = caught;
    }
    // The consumer may have ended it while it held an item.
    if (isOver(signal)) return;
    if (error instanceof ServiceRefusal && FINAL_STATUSES.has(error.status)) throw error;
    failures = isTold || machine.now() - beganMs > GOOD_AFTER_MS ? 0 : failures + 1;
    const { status, code, retryAfterMs } = error instanceof ServiceRefusal ? error : NO_ANSWER;
    const retryInMs = backoffMs(Math.max(0, failures - 1), Math.max(retryMs, retryAfterMs ?? 0), machine.random());
    const answered = status === undefined ? {} : { status, code };
    options.onTrouble?.({ message: messageOf(error), ...answered, retryInMs });
    await machine.wait(retryInMs, signal, false);
  }

  function onRetry(ms: number): void {
    retryMs = ms;
  }
}

const NO_ANSWER = { status: undefined, code: '', retryAfterMs: null } as const;

/** Where to begin; undefined: from now on, as who has kept no cursor yet may also say by an empty one. */
function beginOf({ after }: SubscribeOptions): string | undefined {
  return after === undefined || after === '' ? undefined : String(after);
}

function requestOf(options: SubscribeOptions, place: Place) {
  const { url, types, callId, token } = options;
  const address = eventsUrl(url);
  if (types !== undefined) address.searchParams.set('types', types.join(','));
  if (callId !== undefined) address.searchParams.set('call_id', callId);
  const begin = beginOf(options);
  // The header goes before the query.
  if (begin !== undefined) address.searchParams.set('after', begin);
  const resume: Record<string, string> = place.cursor === begin ? {} : { 'last-event-id': place.cursor };
  return { url: address, headers: { ...authorization(token), ...resume } };
}

async function headNow({ url, token }: SubscribeOptions, signal: AbortSignal, machine: Machine): Promise<string> {
  const address = eventsUrl(url);
  address.searchParams.set('limit', '1');
  const headers = { accept: 'application/json', ...authorization(token) };
  return within(machine.silenceMs, signal, async (inTime) => {
    const response = await machine.fetch(address, { headers, signal: inTime });
    if (!response.ok) throw await refusalOf(response);
    const { head } = (await response.json()) as { readonly head?: string | null };
    return head ?? BEGINNING;
  });
}
