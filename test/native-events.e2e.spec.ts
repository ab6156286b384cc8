import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import type { Readable } from 'node:stream';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { eventually } from './support/eventually';
import { getJson, post } from './support/http';
import { type RunningService, startService } from './support/service';
import { makeTempFolder } from './support/temp-folder';

interface StoredEvent {
  readonly id: string;
  readonly type: string;
  readonly call_id: string;
  readonly position: number;
}
interface EventPage {
  readonly events: readonly StoredEvent[];
  readonly next: string | null;
  readonly head: string | null;
}

const JSON_TYPE = { 'content-type': 'application/json' };
const LINES = { 'content-type': 'application/x-ndjson' };

let service: RunningService;
let url: string;
let calls = 0;

beforeAll(async () => {
  service = await startService();
  url = `${service.url}/api/v2/events`;
});

/** An id that no other test uses. */
const newCall = (): string => `call-${(calls += 1)}`;

const words = (call_id: string, id: string) => ({
  id: `${call_id}:${id}`,
  type: 'transcript.final',
  call_id,
  data: { role: 'user', text: 'hello' },
});
const ended = (call_id: string) => ({
  id: `${call_id}:end`,
  type: 'call.ended',
  call_id,
  data: { duration_ms: 61_000 },
});
const started = (call_id: string) => ({
  ...ended(call_id),
  id: `${call_id}:start`,
  type: 'call.started',
  data: { direction: 'inbound' },
});

const idsOf = async (call: string): Promise<string[]> => {
  const { body } = await getJson<EventPage>(`${service.url}/api/v2/calls/${call}/events`);
  return body.events.map((event) => event.id);
};
const head = async (): Promise<string | null> => (await getJson<EventPage>(`${url}?limit=1`)).body.head;

describe('events posted as JSON', () => {
  it.each([
    ['one', (event: object) => event],
    ['a list', (event: object) => [event]],
    ['a list in an object', (event: object) => ({ events: [event] })],
  ])('as %s are in the log and in the views when the answer comes', async (_how, wrap) => {
    const call = newCall();
    const answer = await post(url, wrap({ ...ended(call), occurred_at: '2026-05-01T10:00:00Z' }));
    expect(answer).toMatchObject({ status: 200, body: { accepted: 1, duplicates: 0, rejected: 0, errors: [] } });
    expect(answer.body['position']).toBe(await head());
    expect(await idsOf(call)).toEqual([`${call}:end`]);
    const { body } = await getJson(`${service.url}/api/v2/calls/${call}`);
    expect(body['call']).toMatchObject({ live: false, duration_ms: 61_000, ended_at: Date.UTC(2026, 4, 1, 10) });
  });

  it('are answered exactly, the good ones stored', async () => {
    const call = newCall();
    const batch = [words(call, '1'), { ...words(call, '2'), call_id: undefined }, words(call, '1'), words(call, '3')];
    expect(await post(url, batch)).toMatchObject({
      status: 200,
      body: { accepted: 2, duplicates: 1, rejected: 1, errors: [{ index: 1, id: `${call}:2`, field: 'call_id' }] },
    });
    expect(await idsOf(call)).toEqual([`${call}:1`, `${call}:3`]);
  });

  it('of which none is good are answered 422, with the same result', async () => {
    const call = newCall();
    const answer = await post(url, [{ ...words(call, '1'), type: 'call.hidden' }, 5]);
    expect(answer.status).toBe(422);
    expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(answer.body).toMatchObject({
      accepted: 0,
      rejected: 2,
      position: null,
      errors: [
        { index: 0, code: 'unknown_type' },
        { index: 1, code: 'not_an_object' },
      ],
    });
  });

  it('that are none at all are answered 200', async () => {
    expect(await post(url, [])).toMatchObject({ status: 200, body: { accepted: 0, rejected: 0, position: null } });
  });

  it('with the id of something else are a conflict, also after a restart', async () => {
    const data = await makeTempFolder();
    const first = await startService({ data });
    await post(`${first.url}/api/v2/events`, started('c'));
    await first.stop();
    const second = await startService({ data });
    const other = { ...started('c'), data: { direction: 'outbound' } };
    expect(await post(`${second.url}/api/v2/events`, other)).toMatchObject({
      status: 422,
      body: { errors: [{ code: 'id_conflict', id: 'c:start' }] },
    });
    expect(await post(`${second.url}/api/v2/events`, started('c'))).toMatchObject({ body: { duplicates: 1 } });
    await second.stop();
  });

  it.each<[string, string | Uint8Array<ArrayBuffer>, Record<string, string>, number, string]>([
    ['nothing', '', JSON_TYPE, 400, 'empty_body'],
    ['truncated JSON', '[{"type":', JSON_TYPE, 400, 'invalid_json'],
    ['no UTF-8', Uint8Array.of(0x22, 0xff, 0x22), JSON_TYPE, 400, 'invalid_utf8'],
    ['a number', '5', JSON_TYPE, 400, 'not_an_object'],
    ['a batch that is too long', `[${'0,'.repeat(10_000)}0]`, JSON_TYPE, 413, 'batch_too_large'],
    ['one event over 1 MiB', `{"type":"custom.x","a":"${'x'.repeat(1_048_576)}"}`, JSON_TYPE, 413, 'event_too_large'],
    ['over 8 MiB', `"${'x'.repeat(8_388_608)}"`, JSON_TYPE, 413, 'body_too_large'],
    ['text', '[]', { 'content-type': 'text/plain' }, 415, 'unsupported_media_type'],
    ['another charset', '[]', { 'content-type': 'application/json; charset=utf-16' }, 415, 'unsupported_charset'],
    ['an unknown encoding', '[]', { ...JSON_TYPE, 'content-encoding': 'zstd' }, 415, 'unsupported_encoding'],
    ['lines of an unknown encoding', '{}', { ...LINES, 'content-encoding': 'zstd' }, 415, 'unsupported_encoding'],
    ['lines that are no gzip', '{}\n', { ...LINES, 'content-encoding': 'gzip' }, 400, 'bad_encoding'],
  ])('as %s are refused with a problem that has a number', async (_what, body, headers, status, code) => {
    const before = await head();
    const answer = await post(url, body, headers);
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(answer.body).toMatchObject({
      type: `urn:callscope:problem:${code}`,
      title: expect.any(String),
      status,
      detail: expect.any(String),
      code,
      request_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
    expect(await head()).toBe(before);
  });
});

describe('events posted as lines', () => {
  it('are read one by one: a broken one harms no other', async () => {
    const call = newCall();
    const long = JSON.stringify({ ...words(call, '1'), data: { role: 'user', text: 'x'.repeat(2_097_152) } });
    const body = `${long}\n\n{oops\n${JSON.stringify(words(call, '4'))}`;
    expect(await post(url, body, LINES)).toMatchObject({
      status: 200,
      body: {
        accepted: 1,
        rejected: 2,
        errors: [
          { index: 0, code: 'event_too_large' },
          { index: 1, code: 'invalid_json' },
        ],
      },
    });
    expect(await idsOf(call)).toEqual([`${call}:4`]);
  });

  it('of which none is good are answered 422', async () => {
    expect(await post(url, '{oops\n', LINES)).toMatchObject({ status: 422, body: { rejected: 1 } });
  });

  it.each([
    ['gzip', gzipSync],
    ['br', brotliCompressSync],
  ])('may be compressed: %s', async (encoding, compress) => {
    const call = newCall();
    const body = new Uint8Array(compress(`${JSON.stringify(words(call, '1'))}\n`));
    const answer = await post(url, body, { ...LINES, 'content-encoding': encoding });
    expect(answer).toMatchObject({ status: 200, body: { accepted: 1 } });
  });

  it('are stored while the sender is still sending', async () => {
    const call = newCall();
    const sending = httpRequest(url, { method: 'POST', headers: LINES });
    const line = (i: number): string => `${JSON.stringify(words(call, String(i)))}\n`;
    sending.write(Array.from({ length: 2_000 }, (_, i) => line(i)).join(''));
    const stored = await eventually(
      () => idsOf(call),
      (ids) => expect(ids.length).toBeGreaterThanOrEqual(1_500),
    );
    expect(stored[0]).toBe(`${call}:0`);
    sending.end(line(2_000));
    const [response] = (await once(sending, 'response')) as [Readable];
    const text = (await response.setEncoding('utf8').toArray()).join('');
    expect(JSON.parse(text)).toMatchObject({ accepted: 2_001, rejected: 0 });
  });

  it('may be more than any body of JSON', async () => {
    const call = newCall();
    const note = 'x'.repeat(1_000);
    const line = (i: number): string =>
      JSON.stringify({ id: `${call}:${i}`, type: 'custom.note', call_id: call, data: { note } });
    const body = Array.from({ length: 10_500 }, (_, i) => line(i)).join('\n');
    expect(Buffer.byteLength(body)).toBeGreaterThan(8_388_608);
    expect(await post(url, body, LINES)).toMatchObject({ status: 200, body: { accepted: 10_500 } });
  });
});

describe('words in passing', () => {
  it('are taken and never stored', async () => {
    const call = newCall();
    const before = await head();
    const answer = await post(url, { ...words(call, '1'), type: 'transcript.partial' });
    expect(answer).toMatchObject({ status: 200, body: { accepted: 1, position: null } });
    expect(await head()).toBe(before);
  });
});
