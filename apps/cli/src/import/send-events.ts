import type { Clock } from '../clock';
import { postTo, type Service } from '../service/service';
import type { Item, Send, Sent } from './batch';
import type { BatchLimits } from './line-batches';
import type { RefusedLine } from './refused-line';
import { refusedAsAWhole, sendPatiently } from './send-patiently';

/** Lines of one request: the service commits them in groups of this size. */
export const EVENT_LIMITS: BatchLimits = {
  maxLineBytes: 1_048_576,
  tooLong: { code: 'event_too_large', message: 'an event must not pass 1 MiB' },
  items: 1_000,
  bytes: 1_048_576,
};

/** The service names so many of the events that it refuses. */
const NAMED = 100;

interface NativeAnswer {
  readonly accepted: number;
  readonly duplicates: number;
  readonly rejected: number;
  readonly errors: readonly {
    readonly index: number;
    readonly code: string;
    readonly field?: string;
    readonly message: string;
  }[];
}

/** Sends native events as NDJSON, in the order of the file: one that cannot be read does not take the others with it. */
export function eventsSender(to: Service, clock: Clock): Send {
  const post = async (items: readonly Item[], signal: AbortSignal): Promise<NativeAnswer> => {
    const body = Buffer.concat(items.flatMap(({ bytes }) => [bytes, LINE_FEED]));
    const answer = await sendPatiently(() => postTo(to, '/api/v2/events', 'application/x-ndjson', body), clock, signal);
    if (answer.kind === 'refused' && answer.status !== 422) throw refusedAsAWhole(answer);
    return JSON.parse(answer.text ?? '') as NativeAnswer;
  };
  return async (items, signal): Promise<Sent> => {
    const { accepted, duplicates, rejected, errors } = await post(items, signal);
    const refused = named(items, errors);
    // More than it names: asked again in smaller parts, it names them all. What it has taken it takes once.
    if (rejected > errors.length) {
      refused.length = 0;
      for (let from = 0; from < items.length; from += NAMED) {
        const part = items.slice(from, from + NAMED);
        refused.push(...named(part, (await post(part, signal)).errors));
      }
    }
    return { taken: accepted + duplicates, duplicates, refused };
  };
}

const LINE_FEED = Buffer.from('\n');

function named(items: readonly Item[], errors: NativeAnswer['errors']): RefusedLine[] {
  return errors.map(({ index, code, field, message }) => {
    const { file, line = 0 } = items[index] ?? {};
    return {
      ...(file === undefined ? {} : { file }),
      line,
      code,
      ...(field === undefined ? {} : { field }),
      message,
    };
  });
}
