import { randomBytes } from 'node:crypto';
import type { CallEvent } from '@callscope/call-events';
import type { AsyncApiDocument } from '../apps/telemetry/src/asyncapi/document';
import { DescribedStreams } from '../apps/telemetry/src/asyncapi/testing/described-streams';
import type { OpenApiDocument } from '../apps/telemetry/src/openapi/document';
import { encodeEvent } from '../libs/event-log/src/encoding/event-row';
import { dataFolder } from '../libs/event-log/src/sqlite/data-folder';
import { readOrMakeFingerprintKey } from '../libs/event-log/src/sqlite/fingerprint-key';
import { WritableLog } from '../libs/event-log/src/sqlite/writable-log';
import { getJson, post } from './support/http';
import { type RunningService, startService } from './support/service';
import { type StreamMessage, StreamReader } from './support/stream';
import { makeTempFolder } from './support/temp-folder';
import { until } from './support/until';

const EVENTS = '/api/v2/events';
const LIVE = '/api/v2/live';
const DASHBOARD = '/api/dashboard/events';

const AT = 1_795_000_000_000;
const parties = { caller: '+12125550100', callee: '+12065550162', direction: 'inbound' };

let service: RunningService;
let streams: DescribedStreams;

beforeAll(async () => {
  service = await startService({ args: ['--call-timeout', '1s'] });
  streams = new DescribedStreams((await getJson<AsyncApiDocument>(`${service.url}/asyncapi.json`)).body);
});

/** What the document does not say of a message. */
function flaws(reader: StreamReader, message: StreamMessage): readonly string[] {
  return streams.flaws(new URL(reader.response.url).pathname, message);
}

/** All that readers were told is as the document says. */
function expectDescribed(...readers: readonly StreamReader[]): void {
  for (const { messages } of readers) expect(messages.length).toBeGreaterThan(0);
  const found = readers.flatMap((reader) => reader.messages.flatMap((message) => flaws(reader, message)));
  expect([...new Set(found)]).toEqual([]);
}

const open = (path: string, query = ''): Promise<StreamReader> => StreamReader.open(`${service.url}${path}${query}`);
const tell = async (path: string, body: object): Promise<void> => {
  expect((await post(`${service.url}${path}`, body)).status).toBe(200);
};
/** What the document does not describe is waited for no longer: the test is over with it. */
const said = (reader: StreamReader, event: string, callId?: string): Promise<unknown> =>
  reader.until((message) => {
    const fits = callId === undefined || JSON.stringify(message.data).includes(`"${callId}"`);
    return (fits && message.event === event) || flaws(reader, message).length > 0;
  });

/** Every type that may be sent, words in passing too: the examples of the other document, told of one call. */
async function tellEveryType(call_id: string): Promise<void> {
  const { schemas } = (await getJson<OpenApiDocument>(`${service.url}/openapi.json`)).body.components;
  const kinds = Object.entries(schemas).filter(([name]) => name.startsWith('sent.'));
  const events = kinds.map(([name, { examples }]) => {
    const [example] = examples as [object];
    return { ...example, call_id, id: `${call_id}:${name}`, occurred_at: AT };
  });
  await tell(EVENTS, events);
}

/** A call as Patter tells it, with a second end that corrects a turn of the first. */
async function tellAsPatter(call_id: string): Promise<void> {
  const turn = { turn_index: 0, user_text: 'Hello?', agent_text: 'Good morning.', latency: { stt_ms: 80, tts_ms: 95 } };
  const end = (agent_text: string) => ({
    ...{ call_id, ...parties, ended_at: AT / 1_000 },
    metrics: { duration_seconds: 4, cost: { llm: 0.002, total: 0.002 }, turns: [{ ...turn, agent_text }] },
  });
  await tell('/api/dashboard/ingest', { call_id, status: 'initiated', ...parties });
  await tell('/api/dashboard/ingest', { call_id, status: 'ringing' });
  await tell('/api/dashboard/ingest', { call_id, ...parties });
  await tell('/api/dashboard/ingest', end('Good morning.'));
  await tell('/api/dashboard/ingest', end('Good morning, this is the clinic.'));
}

it('describes each frame of a story that has everything in it, live and from the log', async () => {
  const [events, live, dashboard] = await Promise.all([open(EVENTS), open(LIVE, '?window=1h'), open(DASHBOARD)]);
  await said(live, 'snapshot');

  await tell(EVENTS, { type: 'call.started', call_id: 'silent', data: { direction: 'web' } });
  await tell(EVENTS, { type: 'turn.started', call_id: 'talking', turn: 0, data: { trigger: 'user' } });
  await said(live, 'open_turn', 'talking');
  await tellEveryType('native');
  await tellAsPatter('patter');
  await said(live, 'call', 'patter');
  await said(live, 'stats');
  await tell('/api/v2/calls/hide', { call_ids: ['native'] });
  await tell('/api/v2/calls/unhide', { call_ids: ['native'] });
  await tell('/api/v2/erase', { call_id: 'patter' });
  await said(live, 'calls_removed', 'patter');
  await said(events, 'call.erased', 'patter');
  await said(dashboard, 'calls_deleted', 'native');
  await said(events, 'call.timed_out', 'silent');
  await said(live, 'transcript', 'native');

  const [fromLog, fromPattersLog] = await Promise.all([open(EVENTS, '?after=0'), open(DASHBOARD, '?after=0')]);
  await said(fromLog, 'call.timed_out', 'silent');
  await said(fromPattersLog, 'calls_deleted', 'native');
  const board = await open(LIVE);
  await said(board, 'snapshot');
  for (const reader of [events, live, dashboard, fromLog, fromPattersLog, board]) await reader.close();
  expectDescribed(events, live, dashboard, fromLog, fromPattersLog, board);
});

it('describes what is told to who brings a cursor that cannot be honoured', async () => {
  const reasons: [after: string, reason: string][] = [
    ['garbage', 'unreadable'],
    ['00000000-1', 'log_replaced'],
    [`${service.log}-999999`, 'in_the_future'],
  ];
  for (const path of [EVENTS, DASHBOARD]) {
    for (const [after, reason] of reasons) {
      const reader = await open(path, `?after=${after}`);
      const reset = await reader.until(({ event }) => event === 'reset');
      expect(reset.data).toMatchObject({ reason });
      await reader.close();
      expectDescribed(reader);
    }
  }
});

/** A call that has ended longer ago than is kept, in a log of its own. */
async function tellLongAgo(): Promise<string> {
  const data = await makeTempFolder();
  const log = new WritableLog(
    dataFolder(data),
    () => randomBytes(4).toString('hex'),
    () => Date.now() - 40 * 86_400_000,
  );
  const types = { 'call.started': { direction: 'inbound' }, 'call.ended': { reason: 'completed' } };
  const events = Object.entries(types).map(([type, payload]) => {
    return { id: type, type, v: 1, call_id: 'old', data: payload } as CallEvent;
  });
  log.commit(events.map((event) => encodeEvent(event, readOrMakeFingerprintKey(data))));
  log.close();
  return data;
}

it('describes what is told to who comes back to below what was trimmed', async () => {
  const trimmed = await startService({ data: await tellLongAgo(), args: ['--retention-days', '30'] });
  await until(async () => (await getJson(`${trimmed.url}${EVENTS}?after=1`)).status === 400);
  for (const path of [EVENTS, DASHBOARD]) {
    const reader = await StreamReader.open(`${trimmed.url}${path}?after=1`);
    expect((await reader.until(({ event }) => event === 'reset')).data).toMatchObject({ reason: 'trimmed' });
    await reader.close();
    expectDescribed(reader);
  }
  await trimmed.stop();
});

it('describes the first frames of a log in which nothing stands yet', async () => {
  const empty = await startService();
  for (const [path, query, first] of [
    [LIVE, '', 'snapshot'],
    [EVENTS, '?after=7', 'reset'],
  ] as const) {
    const reader = await StreamReader.open(empty.url + path + query);
    await said(reader, first);
    await reader.close();
    expectDescribed(reader);
  }
  await empty.stop();
});

it('describes nothing that was not sent', () => {
  expect(streams.told.filter((name) => !streams.seen.has(name))).toEqual([]);
});
