import { gzipSync } from 'node:zlib';
import { eventually } from './support/eventually';
import { value } from './support/scrape';
import { type RunningService, startService } from './support/service';

const JSON_TYPE = { 'content-type': 'application/json' };
const PATTER = '/api/dashboard/ingest';
const NATIVE = '/api/v2/events';
const TURN = { type: 'turn.completed', call_id: 'road', data: { turn: 0, outcome: 'completed' } };

type Sent = string | Uint8Array<ArrayBuffer>;

interface Told {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Requests for an intake take a short way. A query, which nobody reads there, sends the same ones the long way. */
describe('the short way to the intakes', () => {
  let service: RunningService;

  beforeAll(async () => {
    service = await startService();
  });

  async function tell(path: string, body: Sent, headers: Readonly<Record<string, string>>): Promise<Told> {
    const answer = await fetch(service.url + path, {
      method: 'POST',
      body,
      headers: { 'x-request-id': 'same', ...headers },
    });
    const { date: _date, ...rest } = Object.fromEntries(answer.headers) as Record<string, string>;
    return { status: answer.status, headers: rest, body: await answer.text() };
  }

  const zipped = { ...JSON_TYPE, 'content-encoding': 'gzip' };

  it.each<[string, string, Sent, Record<string, string>?]>([
    ['a start', PATTER, '{"call_id":"road","caller":"+1"}'],
    ['a start of which nothing is known', PATTER, '{"call_id":""}'],
    ['bytes that are no JSON', PATTER, '{"call_id":'],
    ['an empty body', PATTER, ''],
    ['a field that is wrong', PATTER, '{"call_id":"a","ended_at":"yesterday"}'],
    ['a body that is too large', PATTER, `{"call_id":"${'a'.repeat(8 * 1_024 * 1_024)}"}`],
    ['an inflated body', PATTER, new Uint8Array(gzipSync('{"call_id":"road"}')), zipped],
    ['a body that is not what it says', PATTER, 'plain', zipped],
    ['an encoding that nobody knows', PATTER, '{}', { ...JSON_TYPE, 'content-encoding': 'zip' }],
    ['a media type that is refused', PATTER, '{}', { 'content-type': 'text/plain' }],
    ['a charset that is refused', PATTER, '{}', { 'content-type': 'application/json; charset=utf-16' }],
    ['a foreign page', PATTER, '{"call_id":"evil"}', { ...JSON_TYPE, origin: 'http://evil.example' }],
    ['an event that is repeated', NATIVE, JSON.stringify({ ...TURN, id: 'road-1' })],
    ['events of which some are refused', NATIVE, JSON.stringify([{ ...TURN, id: 'road-1' }, { type: 'x' }])],
    ['events that are all refused', NATIVE, '[{"type":"x"}]'],
    ['events that are no JSON', NATIVE, '['],
    ['lines', NATIVE, JSON.stringify({ ...TURN, id: 'road-1' }), { 'content-type': 'application/x-ndjson' }],
  ])('answers %s as the long way does', async (_what, path, body, headers = JSON_TYPE) => {
    await tell(path, body, headers);
    const [short, long] = [await tell(path, body, headers), await tell(`${path}?long`, body, headers)];
    expect(short).toEqual(long);
    expect(short.headers).toMatchObject({ 'x-request-id': 'same', 'x-content-type-options': 'nosniff' });
  });

  it('counts what is answered there under its route, and what is refused', async () => {
    // Of its own, for others may be counted yet: a request is counted when it is over, after its answer.
    service = await startService();
    const counted = ([route, method, status]: readonly [string, string, number]): Promise<number | undefined> =>
      value(service, `http_requests_total{route="${route}",method="${method}",status="${status}"}`);
    await tell(PATTER, '{"call_id":"road"}', JSON_TYPE);
    await tell(PATTER, '{"call_id":', JSON_TYPE);
    await fetch(`${service.url}/health`);
    const routes = [
      [PATTER, 'POST', 200],
      [PATTER, 'POST', 400],
      ['/health', 'GET', 200],
    ] as const;
    await eventually(
      () => Promise.all(routes.map(counted)),
      (counts) => expect(counts).toEqual([1, 1, 1]),
    );
  });
});
