import { once } from 'node:events';
import { connect } from 'node:net';
import type { StatsBucket } from '@callscope/call-state';
import { eventually } from './support/eventually';
import { getJson, post } from './support/http';
import { recordingFile, replay } from './support/recording';
import { scrape } from './support/scrape';
import { type RunningService, startService } from './support/service';
import { StreamReader } from './support/stream';

const start = (call_id: string) => ({ call_id, caller: '+12125550100', callee: '+12125550199' });

/** For tests that do not mind what others have told it. */
let service: RunningService;
beforeAll(async () => {
  service = await startService();
});

describe("Patter's stream", () => {
  let events: string;
  const ingest = (body: object): Promise<unknown> => post(`${service.url}/api/dashboard/ingest`, body);

  beforeAll(() => {
    events = `${service.url}/api/dashboard/events`;
  });

  it('tells a call from its start to its end, each message with the id of its event', async () => {
    const reader = await StreamReader.open(events);
    await ingest(start('told'));
    await ingest({ call_id: 'told', ended_at: 1_778_625_000, metrics: { duration_seconds: 3, cost: { total: 0.01 } } });
    const end = await reader.until((message) => message.event === 'call_end');
    expect(reader.messages.map((message) => message.event)).toEqual(['call_start', 'call_end']);
    expect(reader.messages[0]?.data).toEqual({
      call_id: 'told',
      caller: '+12125550100',
      callee: '+12125550199',
      direction: 'unknown',
    });
    expect(end.data).toEqual({ call_id: 'told', metrics: { duration_seconds: 3, cost: { total: 0.01 } } });
    expect(end.id).toMatch(new RegExp(`^${service.log}-\\d+$`));
    await reader.close();
  });

  it('says a start once, though it is told twice', async () => {
    const reader = await StreamReader.open(events);
    await ingest(start('twice'));
    await ingest({ ...start('twice'), direction: 'inbound' });
    await ingest(start('marker'));
    await reader.until(({ data }) => (data as { call_id: string }).call_id === 'marker');
    expect(reader.messages.map(({ data }) => (data as { call_id: string }).call_id)).toEqual(['twice', 'marker']);
    await reader.close();
  });

  it('goes on exactly after the id that a reader brings back', async () => {
    await replay(recordingFile('ingest-py'), service.url);
    const whole = await StreamReader.open(`${events}?after=0`);
    await ingest(start('last'));
    await whole.until(({ data }) => (data as { call_id: string }).call_id === 'last');
    const ids = whole.messages.map((message) => message.id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const from of [0, 1, Math.floor(ids.length / 2), ids.length - 2]) {
      const resumed = await StreamReader.open(events, { 'last-event-id': ids[from] ?? '' });
      await resumed.until((message) => message.id === ids.at(-1));
      expect(resumed.messages.map((message) => message.id)).toEqual(ids.slice(from + 1));
      await resumed.close();
    }
    await whole.close();
  });

  it.each([
    ['of another log', '00000000-1', 'log_replaced'],
    ['of the future', '999999', 'in_the_future'],
    ['that is none', 'yesterday', 'unreadable'],
  ])('resets a cursor %s, then goes on live', async (_what, cursor, reason) => {
    const reader = await StreamReader.open(events, { 'last-event-id': cursor });
    const reset = await reader.until(() => true);
    expect(reset).toMatchObject({ event: 'reset', data: { reason } });
    await ingest(start(`after ${reason}`));
    await reader.until((message) => message.event === 'call_start');
    await reader.close();
  });

  it.each(['?after=1&after=2', '?after=&after='])('resets a cursor that is given twice: %s', async (query) => {
    const reader = await StreamReader.open(events + query);
    expect(await reader.until(() => true)).toMatchObject({ event: 'reset', data: { reason: 'unreadable' } });
    await reader.close();
  });

  it('is sent so that proxies pass it on at once', async () => {
    const reader = await StreamReader.open(events);
    expect(Object.fromEntries(reader.response.headers)).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-cache, no-transform',
      'x-accel-buffering': 'no',
    });
    await reader.close();
  });
});

it.each(['/api/dashboard/events', '/api/v2/live', '/api/v2/events'])('the head of the stream %s ends', async (path) => {
  const response = await fetch(service.url + path, { method: 'HEAD', headers: { accept: 'text/event-stream' } });
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/event-stream; charset=utf-8']);
});

describe("the page's stream", () => {
  it('begins with hello and the whole board, then tells each change as a row', async () => {
    const service = await startService();
    await post(`${service.url}/api/dashboard/ingest`, start('before'));
    const reader = await StreamReader.open(`${service.url}/api/v2/live`);
    await reader.until((message) => message.event === 'snapshot');
    await post(`${service.url}/api/dashboard/ingest`, { call_id: 'before', ended_at: 1_778_625_000 });
    const change = await reader.until((message) => message.event === 'call');
    expect(reader.messages.slice(0, 3).map((message) => message.event)).toEqual(['hello', 'snapshot', 'call']);
    expect(reader.messages[0]?.data).toMatchObject({ log: service.log, head: `${service.log}-1` });
    expect(reader.messages[1]?.data).toMatchObject({
      position: 1,
      active: [{ call_id: 'before', live: true }],
      calls: [],
    });
    expect(change).toMatchObject({ data: { call_id: 'before', live: false, status: 'completed' } });
    const stats = await reader.until((message) => message.event === 'stats');
    expect(stats).toMatchObject({ data: { calls: { total: 1, completed: 1, active: 0 } } });
    await reader.close();
  });

  it('tells the figures of the window that was asked for, and of its series what has changed', async () => {
    const service = await startService();
    const readers = await Promise.all(
      ['1h', 'all'].map((window) => StreamReader.open(`${service.url}/api/v2/live?window=${window}`)),
    );
    const long = Date.now() - 5 * 3_600_000;
    const began = (call_id: string, occurred_at: number): object => {
      return { type: 'call.started', call_id, occurred_at, data: { direction: 'inbound' } };
    };
    await Promise.all(readers.map((reader) => reader.until(({ event }) => event === 'snapshot')));
    await post(`${service.url}/api/v2/events`, [began('long ago', long), began('now', Date.now())]);
    const [hour, all] = await Promise.all(readers.map((reader) => reader.until(({ event }) => event === 'stats')));
    expect(hour).toMatchObject({ data: { calls: { total: 1 } } });
    const bucketsOf = ({ data }: { data: unknown }) => (data as { buckets: StatsBucket[] }).buckets;
    // The call that began long ago is active in every minute.
    expect(bucketsOf(hour!)[0]).toMatchObject({ calls: 0, active_peak: 1 });
    expect(bucketsOf(hour!).filter(({ calls }) => calls > 0)).toMatchObject([{ calls: 1, active_peak: 2 }]);
    expect(all).toMatchObject({ data: { calls: { total: 2 }, lag: { events: 0 } } });
    expect(Object.keys(hour!.data as object).sort()).toEqual([
      'buckets',
      'calls',
      'cost',
      'duration_ms',
      'lag',
      'latency',
      'turns',
    ]);
    await post(`${service.url}/api/v2/events`, [began('again', long)]);
    const next = await readers[0]!.until((message) => message.event === 'stats' && message !== hour);
    expect(next).toMatchObject({ data: { calls: { total: 1 } } });
    expect(bucketsOf(next)[0]).toMatchObject({ calls: 0, active_peak: 2 });
    await post(`${service.url}/api/v2/events`, { type: 'custom.note', call_id: 'again', occurred_at: long, data: {} });
    const last = await readers[0]!.until((message) => message.event === 'stats' && ![hour, next].includes(message));
    expect(bucketsOf(last).filter(({ at }) => bucketsOf(next).some((told) => told.at === at))).toEqual([]);
    await Promise.all(readers.map((reader) => reader.close()));
  });

  it('tells a turn as it changes, before the row of its call', async () => {
    const service = await startService();
    const reader = await StreamReader.open(`${service.url}/api/v2/live`);
    await reader.until(({ event }) => event === 'snapshot');
    const about = { call_id: 'turning', type: 'turn.completed' };
    const data = { turn: 3, outcome: 'completed', user_text: 'hello', latency: { response_ms: 900 } };
    await post(`${service.url}/api/v2/events`, { ...about, data });
    const call = await reader.until(({ event }) => event === 'call');
    const turn = reader.messages[reader.messages.indexOf(call) - 1];
    expect(turn).toMatchObject({ event: 'turn', id: `${service.log}-1`, data: { call_id: 'turning', turn: 3 } });
    expect(turn).toMatchObject({ data: { user_text: 'hello', latency: { response_ms: 900 }, position: 1 } });
    expect(call).toMatchObject({ event: 'call', id: `${service.log}-1` });
    await reader.close();
  });

  it('refuses a window that nobody knows', async () => {
    const answer = await fetch(`${service.url}/api/v2/live?window=2h`);
    expect([answer.status, await answer.json()]).toMatchObject([400, { code: 'invalid_query', field: 'window' }]);
  });

  it('tells words in passing, masked and stored nowhere, but none of an erased call', async () => {
    const service = await startService({ args: ['--mask', 'phones'] });
    const said = (call_id: string, text: string): object => {
      return { type: 'transcript.partial', call_id, data: { role: 'user', text, utterance_id: 'u', turn: 0 } };
    };
    await post(`${service.url}/api/v2/events`, { type: 'call.started', call_id: 'erased', data: { direction: 'web' } });
    await fetch(`${service.url}/api/v2/calls/erased?erase=true`, { method: 'DELETE' });
    const reader = await StreamReader.open(`${service.url}/api/v2/live`);
    await reader.until(({ event }) => event === 'snapshot');
    const answer = await post(`${service.url}/api/v2/events`, [said('erased', 'a'), said('a', 'call +12065550142')]);
    expect(answer.body).toMatchObject({ accepted: 2 });
    const { id, data } = await reader.until(({ event }) => event === 'transcript');
    expect(id).toBeFalsy();
    expect(data).toEqual({ call_id: 'a', role: 'user', text: 'call +1***42', utterance_id: 'u', turn: 0 });
    await reader.close();
  });
});

describe('readers', () => {
  const STREAMS = ['/api/v2/live', '/api/v2/events', '/api/dashboard/events'];

  /** Open streams, as `/metrics` tells. */
  async function readersOf(service: RunningService): Promise<number> {
    const { values } = await scrape(service);
    return ['live', 'events', 'dashboard'].reduce(
      (sum, stream) => sum + (values.get(`callscope_sse_readers{stream="${stream}"}`) ?? NaN),
      0,
    );
  }

  const readersAre = (service: RunningService, count: number): Promise<number> =>
    eventually(
      () => readersOf(service),
      (now) => expect(now).toBe(count),
    );

  /** Asks for a stream and leaves at once, without waiting for the answer. */
  async function askAndLeave({ url }: RunningService, path: string): Promise<void> {
    const { hostname, port, host } = new URL(url);
    const socket = connect(Number(port), hostname);
    socket.on('error', () => undefined);
    await once(socket, 'connect');
    const request = `GET ${path} HTTP/1.1\r\nHost: ${host}\r\nAccept: text/event-stream\r\n\r\n`;
    await new Promise<void>((resolve) => {
      socket.write(request, () => {
        resolve();
      });
    });
    socket.resetAndDestroy();
  }

  it('who asked for the head alone, or left before the stream began, are held by nobody', async () => {
    const service = await startService();
    for (let n = 0; n < 30; n += 1) {
      for (const path of STREAMS) {
        await fetch(service.url + path, { method: 'HEAD', headers: { accept: 'text/event-stream' } });
      }
    }
    // While the views are behind, the page's stream waits for them: who leaves meanwhile is gone before it begins.
    const words = (n: number) => ({ type: 'custom.word', call_id: `c-${n % 500}`, data: { n } });
    const many = Array.from({ length: 9_000 }, (_, n) => words(n));
    for (let round = 0; round < 3; round += 1) {
      const posted = post(`${service.url}/api/v2/events`, many);
      const leavers = Array.from({ length: 20 }, async (_, n) => {
        await new Promise((resolve) => setTimeout(resolve, n * 10));
        await askAndLeave(service, '/api/v2/live');
      });
      await Promise.all([posted, ...leavers]);
      await askAndLeave(service, '/api/v2/live');
    }
    await getJson(`${service.url}/api/v2/calls?limit=1`);
    await readersAre(service, 0);
    const reader = await StreamReader.open(`${service.url}/api/v2/live`);
    await readersAre(service, 1);
    await reader.close();
  });

  it('take no more than half of the connections: intake finds one, and one who leaves makes room', async () => {
    const service = await startService({ args: ['--max-connections', '20'] });
    const readers = await Promise.all(
      Array.from({ length: 10 }, (_, n) => StreamReader.open(service.url + (STREAMS[n % 3] ?? ''))),
    );
    expect(readers.map(({ response }) => response.status)).toEqual(Array(10).fill(200));
    for (const path of STREAMS) {
      const refused = await fetch(service.url + path, { headers: { accept: 'text/event-stream' } });
      expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '1']);
      expect(await refused.json()).toMatchObject({ code: 'too_many_streams' });
    }
    expect((await post(`${service.url}/api/dashboard/ingest`, start('let in'))).status).toBe(200);
    await readers[0]?.close();
    await readersAre(service, 9);
    const next = await StreamReader.open(`${service.url}/api/v2/events`);
    expect(next.response.status).toBe(200);
    for (const reader of [...readers, next]) await reader.close();
  });
});
