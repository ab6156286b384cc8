import { post } from './support/http';
import { recordingFile, replay } from './support/recording';
import { type RunningService, startService } from './support/service';
import { StreamReader } from './support/stream';

const start = (call_id: string) => ({ call_id, caller: '+12125550100', callee: '+12125550199' });

describe("Patter's stream", () => {
  let service: RunningService;
  let events: string;
  const ingest = (body: object): Promise<unknown> => post(`${service.url}/api/dashboard/ingest`, body);

  beforeAll(async () => {
    service = await startService();
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
  const service = await startService();
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
    expect(reader.messages.map((message) => message.event)).toEqual(['hello', 'snapshot', 'call']);
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
});
