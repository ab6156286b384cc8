import { randomBytes } from 'node:crypto';
import type { CallEvent } from '@callscope/call-events';
import { encodeEvent } from '../libs/event-log/src/encoding/event-row';
import { dataFolder } from '../libs/event-log/src/sqlite/data-folder';
import { readOrMakeFingerprintKey } from '../libs/event-log/src/sqlite/fingerprint-key';
import { WritableLog } from '../libs/event-log/src/sqlite/writable-log';
import { type Answer, getJson } from './support/http';
import { type RunningService, startService } from './support/service';
import { makeTempFolder } from './support/temp-folder';
import { until } from './support/until';

interface Page {
  readonly events: readonly { readonly position: number; readonly call_id: string }[];
  readonly next: string | null;
  readonly head: string | null;
}

const DAYS_AGO_MS = 40 * 86_400_000;
const ROUNDS = 20;
/** Each round: a call that begins and ends, and a word of a call that still runs. */
const HEAD = ROUNDS * 3;
const HIGHEST_TRIMMED = HEAD - 1;

/** Calls that have ended long ago, and between their events those of one that runs and is kept therefore. */
function tellInThePast(data: string): void {
  const at = Date.now() - DAYS_AGO_MS;
  const log = new WritableLog(
    dataFolder(data),
    () => randomBytes(4).toString('hex'),
    () => at,
  );
  const key = readOrMakeFingerprintKey(data);
  for (let round = 0; round < ROUNDS; round += 1) {
    const event = (call_id: string, type: string, payload: object): CallEvent =>
      ({ id: `${call_id}:${type}:${round}`, type, v: 1, call_id, occurred_at: at, data: payload }) as CallEvent;
    const events = [
      event(`old-${round}`, 'call.started', { direction: 'inbound' }),
      event(`old-${round}`, 'call.ended', { reason: 'completed' }),
      event('runs', 'transcript.final', { role: 'user', text: 'hello' }),
    ];
    log.commit(events.map((each) => encodeEvent(each, key)));
  }
  log.close();
}

let service: RunningService;

const ask = (after: number | string, limit = 1_000): Promise<Answer<Page>> =>
  getJson<Page>(`${service.url}/api/v2/events?after=${after}&limit=${limit}`);

beforeAll(async () => {
  const data = await makeTempFolder();
  tellInThePast(data);
  service = await startService({ data, args: ['--retention-days', '30'] });
  await until(async () => (await ask(0)).body.events.length === ROUNDS);
});

it('says so to who comes back to below what was trimmed, as a cursor and as a bare position', async () => {
  for (const after of [`${service.log}-1`, '1', `${service.log}-${HIGHEST_TRIMMED - 1}`]) {
    expect(await ask(after)).toMatchObject({
      status: 400,
      body: {
        code: 'invalid_query',
        field: 'after',
        detail: expect.stringMatching(/\(trimmed\); 0 begins/) as string,
      },
    });
  }
  for (const after of [`${service.log}-${HIGHEST_TRIMMED}`, String(HEAD)]) expect((await ask(after)).status).toBe(200);
});

it('leads who begins with the oldest that is kept through all of it, page by page', async () => {
  const positions: number[] = [];
  for (let after: string | null = '0'; after !== null;) {
    const { status, body }: Answer<Page> = await ask(after, 3);
    expect(status).toBe(200);
    positions.push(...body.events.map(({ position }) => position));
    after = body.next;
  }
  expect(positions).toEqual(Array.from({ length: ROUNDS }, (_, round) => round * 3 + 3));
  // A place between the ends of those pages is still one from before.
  expect((await ask(positions[4] ?? 0)).status).toBe(400);
});
