import type { Clock } from '../clock';
import { postBody, type Service } from '../service/service';
import type { Item, Send } from './batch';
import { ingestBody, type IngestBody } from './ingest-body';
import type { BatchLimits } from './line-batches';
import type { RefusedLine } from './refused-line';
import { refusedAsAWhole, sendPatiently } from './send-patiently';

export const INGEST_LIMITS: BatchLimits = {
  maxLineBytes: 10 * 1_048_576,
  tooLong: { code: 'body_too_large', message: 'a body must not pass 8 MiB' },
  items: 64,
  bytes: 8 * 1_048_576,
};

const MOST_IN_FLIGHT = 8;
/** It is this body that is wrong: the next one may not be. */
const OF_THE_BODY: ReadonlySet<number> = new Set([400, 413, 422]);

interface Post extends IngestBody {
  readonly line: number;
}

/** Posts bodies to where the Patter SDKs post: those of one call one after the other, others beside them. */
export function ingestSender(to: Service, clock: Clock): Send {
  return async (items, signal) => {
    const { lanes, refused } = sorted(items);
    let taken = 0;
    let turns = 0;
    const postAll = async (): Promise<void> => {
      for (let lane = lanes.shift(); lane; lane = lanes.shift()) {
        for (const post of lane) {
          const answer = await sendPatiently(() => postBody(to, post.bytes), clock, signal);
          if (answer.kind === 'accepted') {
            taken += 1;
            turns += post.turns;
          } else if (OF_THE_BODY.has(answer.status)) {
            const { code, status, message } = answer;
            refused.push({ line: post.line, code: code ?? String(status), message: message ?? 'refused' });
          } else throw refusedAsAWhole(answer);
        }
      }
    };
    const workers = await Promise.allSettled(Array.from({ length: MOST_IN_FLIGHT }, postAll));
    for (const worker of workers) if (worker.status === 'rejected') throw worker.reason;
    return { taken, duplicates: null, refused: refused.sort((a, b) => a.line - b.line), turns };
  };
}

/** One lane a call, in the order of the file. */
function sorted(items: readonly Item[]): { lanes: Post[][]; refused: RefusedLine[] } {
  const lanes = new Map<string, Post[]>();
  const refused: RefusedLine[] = [];
  for (const { line, bytes } of items) {
    const body = ingestBody(bytes);
    if ('code' in body) {
      refused.push({ line, ...body });
      continue;
    }
    const key = body.callId ?? ` line ${line}`;
    const lane = lanes.get(key) ?? [];
    lane.push({ line, ...body });
    lanes.set(key, lane);
  }
  return { lanes: [...lanes.values()], refused };
}
