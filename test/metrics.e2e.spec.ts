import { connect, type Socket } from 'node:net';
import { eventually } from './support/eventually';
import { getJson, post } from './support/http';
import { recordingFile, replay } from './support/recording';
import { scrape, value } from './support/scrape';
import { type RunningService, startService } from './support/service';
import { StreamReader } from './support/stream';

const turn = (call_id: string, n: number) => ({
  type: 'turn.completed',
  call_id,
  id: `${call_id}:${n}`,
  data: { turn: n, outcome: 'completed' },
});

/** Soon at the latest: what is counted at the end of a request, or of a stream, is counted after its last byte. */
const is = (count: number, read: () => number | undefined | Promise<number | undefined>): Promise<unknown> =>
  eventually(read, (now) => expect(now).toBe(count));

describe('the metrics', () => {
  let service: RunningService;
  let events: string;
  beforeAll(async () => {
    service = await startService();
    events = `${service.url}/api/v2/events`;
  });

  it('count what came in, by where it came in', async () => {
    await replay(recordingFile('ingest-ts'), service.url);
    const { body } = await getJson(`${service.url}/api/v2/events?limit=1`);
    const stored = Number(String(body['head']).split('-')[1]);
    expect(stored).toBeGreaterThan(100);
    expect(await value(service, 'events_appended_total{source="patter"}')).toBe(stored);
    for (let n = 0; n < 2; n += 1) {
      await post(`${service.url}/api/dashboard/ingest`, { call_id: 'again', caller: '+1', callee: '+2' });
      expect(await value(service, 'events_appended_total{source="patter"}')).toBe(stored + 1);
    }

    await post(events, [turn('native', 1), turn('native', 1), turn('native', 2)]);
    expect(await value(service, 'events_appended_total{source="native"}')).toBe(2);
    expect(await value(service, 'events_appended_total{source="service"}')).toBe(0);
    const [call] = (await getJson<{ call_id: string }[]>(`${service.url}/api/dashboard/calls?limit=1`)).body;
    await fetch(`${service.url}/api/dashboard/calls/${call?.call_id}`, { method: 'DELETE' });
    expect(await value(service, 'events_appended_total{source="service"}')).toBe(1);
    expect(await value(service, 'events_appended_total{source="patter"}')).toBe(stored + 1);
  });

  it('count every refusal by its code, also those beyond what an answer lists', async () => {
    const of = (code: string) => value(service, `events_rejected_total{code="${code}"}`);
    const before = { unknown_type: (await of('unknown_type')) ?? 0, invalid_json: (await of('invalid_json')) ?? 0 };
    const bad = Array.from({ length: 250 }, (_, n) => ({ type: 'no.such', call_id: `bad-${n}` }));
    expect((await post(events, [...bad, turn('good', 1)])).body).toMatchObject({ accepted: 1, rejected: 250 });
    expect((await post(events, bad.slice(0, 50))).status).toBe(422);
    expect(await of('unknown_type')).toBe(before.unknown_type + 300);
    await post(events, '{');
    await post(`${service.url}/api/dashboard/ingest`, '{');
    expect(await of('invalid_json')).toBe(before.invalid_json + 2);
    await post(events, [{ ...turn('good', 1), data: { turn: 1, outcome: 'interrupted' } }]);
    expect(await of('id_conflict')).toBe(1);
    await post(events, 'x', { 'content-type': 'text/plain' });
    expect(await of('unsupported_media_type')).toBe(1);
    expect(await of('other')).toBe(0);
  });

  it('tell what the log, the projections, the queries and the loop do', async () => {
    await post(events, [turn('told', 1)]);
    await getJson(`${service.url}/api/v2/calls`);
    await getJson(`${service.url}/api/v2/calls/nobody`);
    const { values } = await scrape(service);
    const get = (series: string): number => values.get(`callscope_${series}`) ?? NaN;
    expect(get('commit_duration_seconds_count')).toBeGreaterThan(0);
    expect(get('commit_duration_seconds_sum')).toBeGreaterThan(0);
    expect(get('query_duration_seconds_count{query="CallsQueries.page"}')).toBeGreaterThan(0);
    expect(get('query_duration_seconds_sum{query="CallsQueries.page"}')).toBeGreaterThan(0);
    for (const name of ['calls', 'active-calls', 'aggregates', 'call-search']) {
      expect(get(`projection_lag_events{projection="${name}"}`)).toBeGreaterThanOrEqual(0);
      expect(get(`dead_letters_total{projection="${name}"}`)).toBe(0);
    }
    expect(get('event_loop_delay_seconds{quantile="0.5"}')).toBeLessThan(5);
    // Of a moment without delay there is nothing to tell; and a request is counted when it is over, after its answer.
    await eventually(
      () => value(service, 'event_loop_delay_seconds{quantile="1"}'),
      (seconds) => expect(seconds).toBeGreaterThan(0),
    );
    const missed = 'http_requests_total{route="/api/v2/calls/:id",method="GET",status="404"}';
    await is(1, () => value(service, missed));
    for (const own of ['process_cpu_seconds_total', 'process_resident_memory_bytes', 'nodejs_heap_size_used_bytes']) {
      expect(values.get(own)).toBeGreaterThan(0);
    }
  });

  it('make no series for calls, types, codes, paths or methods that somebody made up', async () => {
    const round = async (mark: string, n: number): Promise<void> => {
      const ids = Array.from({ length: n }, (_, at) => `SECRET-${mark}-${at}`);
      const types = ids.map((id, at) => ({
        type: `custom.secret_${mark}_${at}`,
        call_id: id,
        source: { adapter: id },
      }));
      await post(events, types);
      await post(
        events,
        ids.map((id) => ({ type: id, call_id: id })),
      );
      for (const id of ids.slice(0, Math.ceil(n / 10))) {
        await post(`${service.url}/api/dashboard/ingest`, { call_id: id, status: id });
        await post(`${service.url}/api/dashboard/ingest`, { call_id: id, caller: id, callee: id });
        await fetch(`${service.url}/api/v2/calls/${id}?q=${id}`, { headers: { 'x-request-id': id } });
        await fetch(`${service.url}/${id}?token=${id}`);
        await fetch(`${service.url}/api/v2/calls/${id}`, { method: 'PROPFIND' });
      }
    };
    const own = async (): Promise<string[]> => {
      const { text, values } = await scrape(service);
      expect(text).not.toMatch(/secret/i);
      // That a busy machine makes a read or a post wait too long is no series that somebody made up.
      const busy = /status="503"|code="(?:overloaded|not_ready)"/;
      return [...values.keys()].filter((series) => series.startsWith('callscope_') && !busy.test(series)).sort();
    };
    await round('warm', 1);
    await scrape(service);
    const before = await own();
    await round('many', 1_000);
    expect(await own()).toEqual(before);
    expect(before.length).toBeLessThan(400);
  });

  it('show who reads, and that a reader was cut who does not', async () => {
    const readers = (stream: string) => value(service, `sse_readers{stream="${stream}"}`);
    const slow = () => value(service, 'sse_slow_readers_total{stream="events"}');
    const reading = [
      await StreamReader.open(events),
      await StreamReader.open(`${service.url}/api/v2/live`),
      await StreamReader.open(`${service.url}/api/dashboard/events`),
    ];
    await fetch(`${service.url}/api/dashboard/events`, { method: 'HEAD' });
    for (const stream of ['events', 'live', 'dashboard']) await is(1, () => readers(stream));
    const before = (await slow()) ?? NaN;
    const stuck = await stuckReader(service);
    await is(2, () => readers('events'));
    const { body } = await getJson(`${service.url}/health`);
    const stored = String(body['position']);
    let padded = 0;
    const pad = 'x'.repeat(20_000);
    const padding = (round: number) =>
      Array.from({ length: 50 }, (_, n) => ({ type: 'custom.pad', call_id: 'pad', data: { pad, n, round } }));
    for (let round = 0; round < 40 && (await slow()) === before; round += 1) {
      expect(await post(events, padding(round))).toMatchObject({ status: 200, body: { accepted: 50 } });
      padded += 50;
    }
    await is(before + 1, slow);
    await is(1, () => readers('events'));
    stuck.destroy();
    // It has lost nothing: far more than may wait for a slow reader is replayed to it, and it is not cut for that.
    const again = await StreamReader.open(`${events}?after=${stored}&types=custom.pad`);
    await is(padded, () => again.messages.length);
    expect(await slow()).toBe(before + 1);
    await again.close();
    for (const reader of reading) await reader.close();
    for (const stream of ['events', 'live', 'dashboard']) await is(0, () => readers(stream));
  });
});

/** Asks for the stream, and reads nothing of it. */
function stuckReader(service: RunningService): Promise<Socket> {
  const { hostname, port, host } = new URL(service.url);
  return new Promise((resolve) => {
    const socket = connect(Number(port), hostname, () => {
      socket.write(`GET /api/v2/events HTTP/1.1\r\nHost: ${host}\r\nAccept: text/event-stream\r\n\r\n`);
      socket.pause();
      resolve(socket);
    });
    socket.on('error', () => undefined);
  });
}
