import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { getJson, post } from './support/http';
import { type RunningService, startService } from './support/service';
import { makeTempFolder } from './support/temp-folder';

interface Page {
  readonly calls: readonly { readonly call_id: string }[];
  readonly next_cursor: string | null;
  readonly head: string;
}
interface Detail {
  readonly call: { readonly status: string };
  readonly turns: readonly { readonly user_text: string | null }[];
  readonly transcript: readonly { readonly text: string }[];
  readonly tools: readonly { readonly name: string; readonly duration_ms: number | null }[];
  readonly errors: readonly { readonly code: string | null }[];
  readonly position: number;
}

const AT = 1_795_000_000_000;

function story(call_id: string, said: string, from: string): object[] {
  const event = (n: number, type: string, data: object) => ({
    id: `${call_id}:${n}`,
    type,
    call_id,
    occurred_at: AT + n * 1_000,
    data,
  });
  return [
    event(1, 'call.started', { direction: 'inbound', from, agent: { id: 'desk', name: 'Front Desk' } }),
    event(2, 'tool.started', { tool_call_id: 't', name: 'find_booking' }),
    event(3, 'tool.ended', { tool_call_id: 't', name: 'find_booking', status: 'ok', duration_ms: 120 }),
    event(4, 'turn.completed', { turn: 0, outcome: 'completed', user_text: said, latency: { response_ms: 812 } }),
    event(5, 'error.raised', { code: 'timeout', message: 'slow' }),
    event(6, 'call.ended', { reason: 'user_hangup' }),
  ];
}

let data: string;
let service: RunningService;

beforeAll(async () => {
  data = await makeTempFolder();
  service = await startService({ data });
  const events = [
    ...story('booking-1', 'please change my booking', '+12065550171'),
    ...story('refund-2', 'eine Störung, please', '+493012345678'),
  ];
  const answer = await post(`${service.url}/api/v2/events`, JSON.stringify(events), {
    'content-type': 'application/json',
  });
  expect(answer.status).toBe(200);
});
afterAll(() => service.stop());

const ofService = (path: string): string => `${service.url}${path}`;
const found = async (q: string): Promise<string[]> =>
  (await getJson<Page>(ofService(`/api/v2/calls?sort=started_at:asc&q=${encodeURIComponent(q)}`))).body.calls.map(
    (call) => call.call_id,
  );

describe('the search of calls', () => {
  it.each<[string, string[]]>([
    ['booking', ['booking-1']],
    ['STORUNG please', ['refund-2']],
    ['please', ['booking-1', 'refund-2']],
    ['refu', ['refund-2']],
    ['+1 206 555 0171', ['booking-1']],
    ['5678', ['refund-2']],
    ['front desk', ['booking-1', 'refund-2']],
    ['zebra', []],
  ])('finds by "%s"', async (q, expected) => {
    expect(await found(q)).toEqual(expected);
  });

  it('shows what was just told', async () => {
    const [told] = story('new-3', 'a zeppelin', '+33123456789').slice(3);
    await post(`${service.url}/api/v2/events`, JSON.stringify(told), { 'content-type': 'application/json' });
    expect(await found('zeppelin')).toEqual(['new-3']);
  });

  it('refuses what is too long to be one, and names the field', async () => {
    const answer = await getJson<object>(ofService(`/api/v2/calls?q=${'x'.repeat(257)}`));
    expect(answer).toMatchObject({ status: 400, body: { code: 'invalid_query', field: 'q' } });
  });
});

describe('the detail of a call', () => {
  it('tells everything of it', async () => {
    const { body } = await getJson<Detail>(ofService('/api/v2/calls/booking-1'));
    expect(body).toMatchObject({
      call: { status: 'completed' },
      turns: [{ user_text: 'please change my booking' }],
      transcript: [{ text: 'please change my booking' }],
      tools: [{ name: 'find_booking', duration_ms: 120 }],
      errors: [{ code: 'timeout' }],
      position: 6,
    });
  });

  it('tells the call as it stood at a position, as a number or as a cursor', async () => {
    const { body: page } = await getJson<Page>(ofService('/api/v2/calls'));
    const log = page.head.split('-')[0] ?? '';
    for (const at of ['3', `${log}-3`]) {
      const { body } = await getJson<Detail>(ofService(`/api/v2/calls/booking-1?at=${at}`));
      expect(body).toMatchObject({
        call: { status: 'in_progress' },
        turns: [],
        tools: [{ duration_ms: 120 }],
        position: 3,
      });
    }
  });

  it.each([
    ['a position that the log has not reached', '999', 400],
    ['another log', 'zzzzzzzz-3', 400],
    ['no position', 'soon', 400],
    ['a position before its first event', '0', 404],
  ])('at %s is refused', async (_what, at, status) => {
    const answer = await getJson<object>(ofService(`/api/v2/calls/booking-1?at=${at}`));
    expect(answer.status).toBe(status);
    if (status === 400) expect(answer.body).toMatchObject({ code: 'invalid_query', field: 'at' });
  });
});

it('answers are the same, byte for byte, after the views were deleted', async () => {
  const paths = ['/api/v2/calls?limit=2', '/api/v2/calls?q=please&sort=cost_usd', '/api/dashboard/aggregates'];
  const answers = async (): Promise<string[]> =>
    Promise.all(paths.map(async (path) => (await fetch(`${service.url}${path}`)).text()));
  const before = await answers();
  await service.stop();
  for (const name of ['views', 'views-search']) {
    for (const end of ['', '-wal', '-shm']) rmSync(join(data, `${name}.sqlite${end}`), { force: true });
  }
  service = await startService({ data });
  expect(await answers()).toEqual(before);
});
