import { getJson, post } from '../../../../test/support/http';
import { type RunningService, startService } from '../../../../test/support/service';
import { StreamReader } from '../../../../test/support/stream';

interface StoredEvent {
  readonly type: string;
  readonly call_id: string;
  readonly position: number;
}
interface EventPage {
  readonly events: readonly StoredEvent[];
  readonly next: string | null;
  readonly head: string | null;
}

const call = 'call-1';
const words = (id: string) => ({ id, type: 'transcript.final', call_id: call, data: { role: 'user', text: 'hello' } });
const started = { type: 'call.started', call_id: call, data: { direction: 'inbound' } };
const ended = { type: 'call.ended', call_id: call };

let service: RunningService;
let url: string;
let all: readonly StoredEvent[];

beforeAll(async () => {
  service = await startService();
  url = `${service.url}/api/v2/events`;
  await post(url, { type: 'call.started', call_id: 'another', data: { direction: 'inbound' } });
  await post(url, [started, ...Array.from({ length: 20 }, (_, i) => words(String(i))), ended]);
  all = (await getJson<EventPage>(`${service.url}/api/v2/calls/${call}/events`)).body.events;
});

const head = async (): Promise<string | null> => (await getJson<EventPage>(`${url}?limit=1`)).body.head;

describe('the log, page by page', () => {
  const page = async (query: string): Promise<EventPage> => (await getJson<EventPage>(`${url}?${query}`)).body;

  it('leads from one page to the next, by cursors or by bare positions', async () => {
    const before = (all[0]?.position ?? 0) - 1;
    const first = await page(`after=${before}&limit=15`);
    expect(first.events).toEqual(all.slice(0, 15));
    const second = await page(`after=${first.next}&limit=1000`);
    expect(second).toMatchObject({ events: all.slice(15), next: null, head: await head() });
    expect((await page(`after=${second.head}`)).events).toEqual([]);
  });

  it('can be filtered', async () => {
    expect((await page(`call_id=${call}&types=call.ended,call.started`)).events.map((event) => event.type)).toEqual([
      'call.started',
      'call.ended',
    ]);
  });

  it.each([
    'limit=0',
    'limit=1001',
    'limit=x',
    'limit=5&limit=6',
    'after=x',
    'after=99999999',
    'after=00000000-1',
    'types=x',
  ])('refuses %s', async (query) => {
    const answer = await getJson(`${url}?${query}`);
    expect(answer).toMatchObject({ status: 400, body: { code: 'invalid_query', field: query.split('=')[0] } });
  });

  it('knows no call that nobody told of', async () => {
    const answer = await getJson(`${service.url}/api/v2/calls/nobody/events`);
    expect(answer).toMatchObject({ status: 404, body: { code: 'not_found' } });
  });

  it('is a stream to who accepts one, with the id of each event', async () => {
    const reader = await StreamReader.open(`${url}?after=${(all[0]?.position ?? 0) - 1}`);
    await reader.until((message) => message.event === 'call.ended');
    expect(reader.messages.map(({ data }) => data)).toEqual(all);
    expect(reader.messages.map(({ event, id }) => [event, id])).toEqual(
      all.map(({ type, position }) => [type, `${service.log}-${position}`]),
    );
    await reader.close();
  });

  it('goes on after Last-Event-ID, which goes before the query', async () => {
    const last = `${service.log}-${all.at(-2)?.position}`;
    const reader = await StreamReader.open(`${url}?after=0`, { 'last-event-id': last });
    expect(await reader.until(() => true)).toMatchObject({ event: 'call.ended' });
    await reader.close();
  });

  it('streams only what was asked for, of what was and of what comes', async () => {
    const reader = await StreamReader.open(`${url}?after=0&call_id=${call}&types=call.started,call.analyzed`);
    await reader.until((message) => message.event === 'call.started');
    const analyzed = (call_id: string) => ({ type: 'call.analyzed', call_id, data: { success: true } });
    await post(url, [analyzed('another'), words('late'), analyzed(call)]);
    await reader.until((message) => message.event === 'call.analyzed');
    expect(reader.messages.map(({ event, data }) => [event, (data as StoredEvent).call_id])).toEqual([
      ['call.started', call],
      ['call.analyzed', call],
    ]);
    await reader.close();
  });

  it('resets a cursor of another log, and refuses a filter that is none', async () => {
    const reader = await StreamReader.open(`${url}?after=00000000-1`);
    expect(await reader.until(() => true)).toMatchObject({ event: 'reset', data: { reason: 'log_replaced' } });
    await reader.close();
    const refused = await fetch(`${url}?types=x`, { headers: { accept: 'text/event-stream' } });
    expect(refused.status).toBe(400);
  });

  it('ends at once for who asks for the head of the stream alone', async () => {
    const answer = await fetch(url, { method: 'HEAD', headers: { accept: 'text/event-stream' } });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/event-stream; charset=utf-8']);
  });
});

describe('the events of one call', () => {
  it('tells a long call whole and in order', async () => {
    const told = Array.from({ length: 250 }, (_, turn) => ({ type: 'turn.started', call_id: 'long', data: { turn } }));
    await post(url, told);
    const { body } = await getJson<{ events: readonly { data: unknown }[] }>(`${service.url}/api/v2/calls/long/events`);
    expect(body.events.map(({ data }) => data)).toEqual(told.map(({ data }) => data));
  });
});
