import type { Machine } from '../machine';
import { authorization, eventsUrl } from '../service-address';
import { refusalOf, type ServiceRefusal } from '../service-refusal';
import { within } from '../within';
import type { Problem } from './problem';
import type { ToldLine } from './told-line';

/** It is the batch that is wrong, or one event of it: the same again would be answered the same. */
const REFUSED_STATUSES: ReadonlySet<number> = new Set([400, 413, 415]);

/**
 * What became of a batch. `answered`: stored, but for the events that are named with their place in it; of `unnamed`
 * more it is not known which they are. `refused`: as a whole.
 */
export type Outcome =
  | { readonly kind: 'answered'; readonly problems: ReadonlyMap<number, Problem>; readonly unnamed: number }
  | { readonly kind: 'refused'; readonly problem: Problem };

interface IntakeAnswer {
  readonly rejected: number;
  readonly errors: readonly (Problem & { readonly index: number })[];
}

/**
 * Sends events as NDJSON: one that cannot be read does not take the others with it.
 * @throws what fetch throws, and ServiceRefusal: the batch may be sent again.
 */
export async function postBatch(
  to: { readonly url: string; readonly token?: string | undefined; readonly signal: AbortSignal },
  batch: readonly ToldLine[],
  machine: Machine,
): Promise<Outcome> {
  return within(machine.answerMs, to.signal, async (signal) => {
    const response = await machine.fetch(eventsUrl(to.url), {
      method: 'POST',
      headers: { 'content-type': 'application/x-ndjson', ...authorization(to.token) },
      body: batch.map(({ json }) => json).join('\n'),
      signal,
    });
    if (response.status === 200 || response.status === 422) return answered((await response.json()) as IntakeAnswer);
    const refusal = await refusalOf(response);
    if (!REFUSED_STATUSES.has(refusal.status)) throw refusal;
    return { kind: 'refused', problem: problemOf(refusal) };
  });
}

function answered({ rejected, errors }: IntakeAnswer): Outcome {
  const problems = new Map(errors.map(({ index, code, field, message }) => [index, { code, message, ...at(field) }]));
  return { kind: 'answered', problems, unnamed: rejected - errors.length };
}

function at(field: string | undefined): { field?: string } {
  return field === undefined ? {} : { field };
}

function problemOf({ code, message }: ServiceRefusal): Problem {
  return { code, message };
}
