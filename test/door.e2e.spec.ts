import { cpSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { getJson, post } from './support/http';
import { type RunningService, startService } from './support/service';
import { makeTempFolder } from './support/temp-folder';

const JSON_TYPE = { 'content-type': 'application/json' };

describe('the ingest route', () => {
  let service: RunningService;
  let ingest: string;

  beforeAll(async () => {
    service = await startService();
    ingest = `${service.url}/api/dashboard/ingest`;
  });

  const head = async (): Promise<unknown> => (await getJson(`${service.url}/health`)).body['head'];

  it.each([
    ['truncated JSON', '{"call_id":', 400, 'invalid_json'],
    ['an empty body', '', 400, 'empty_body'],
    ['a list', '[{"call_id":"a"}]', 400, 'not_an_object'],
    ['bytes that are not UTF-8', Uint8Array.of(0x22, 0xff, 0xfe, 0x22), 400, 'invalid_utf8'],
    ['no call_id', '{"caller":"+1"}', 400, 'missing_call_id'],
    ['a call_id that is a number', '{"call_id":42}', 422, 'invalid_field'],
    ['a line break in the call_id', '{"call_id":"a\\r\\nevent: x"}', 422, 'invalid_field'],
    ['a key that reaches into prototypes', '{"call_id":"a","__proto__":{}}', 422, 'forbidden_key'],
    ['a number that no double holds', '{"call_id":"a","ended_at":1e400}', 422, 'invalid_field'],
    ['an end that is no time', '{"call_id":"a","ended_at":"yesterday"}', 422, 'invalid_field'],
  ])('refuses %s and stores nothing', async (_what, body, status, code) => {
    const before = await head();
    const answer = await post(ingest, body);
    expect(answer.status).toBe(status);
    expect(answer.body).toEqual({ ok: false, error: expect.any(String) as string, code });
    expect(await head()).toBe(before);
  });

  it('names the bad field by its path', async () => {
    const body = {
      call_id: 'a',
      ended_at: 1_700_000_000,
      metrics: { turns: [{ turn_index: 0, latency: { tts_ms: 'x' } }] },
    };
    const answer = await post(ingest, body);
    expect(answer.body['error']).toBe('metrics.turns[0].latency.tts_ms must be a number');
  });

  it("keeps Patter's sentence for a missing call_id", async () => {
    expect((await post(ingest, {})).body['error']).toBe('missing call_id');
  });

  it.each([
    ['text/plain, which any web page may send', { 'content-type': 'text/plain' }, 'unsupported_media_type'],
    ['a form', { 'content-type': 'application/x-www-form-urlencoded' }, 'unsupported_media_type'],
    ['another charset', { 'content-type': 'application/json; charset=utf-16' }, 'unsupported_charset'],
    ['an unknown encoding', { ...JSON_TYPE, 'content-encoding': 'foo' }, 'unsupported_encoding'],
  ])('refuses %s with 415', async (_what, headers, code) => {
    const answer = await post(ingest, '{"call_id":"a"}', headers);
    expect(answer.status).toBe(415);
    expect(answer.body['code']).toBe(code);
  });

  it('refuses a body that is not what its encoding says', async () => {
    const answer = await post(ingest, 'not gzip', { ...JSON_TYPE, 'content-encoding': 'gzip' });
    expect(answer).toMatchObject({ status: 400, body: { code: 'bad_encoding' } });
  });

  it('counts the limit of 8 MiB after inflation', async () => {
    const bomb = gzipSync(Buffer.alloc(9 * 1_024 * 1_024, 'x'));
    const answer = await post(ingest, new Uint8Array(bomb), { ...JSON_TYPE, 'content-encoding': 'gzip' });
    expect(answer).toMatchObject({ status: 413, body: { code: 'body_too_large' } });
  });

  it('takes a gzipped body', async () => {
    const body = new Uint8Array(gzipSync('{"call_id":"zipped"}'));
    const answer = await post(ingest, body, { ...JSON_TYPE, 'content-encoding': 'gzip' });
    expect(answer).toMatchObject({ status: 200, body: { ok: true, call_id: 'zipped', event: 'started' } });
  });

  it('answers an unknown path and a bad escape with JSON, never HTML', async () => {
    expect(await getJson(`${service.url}/api/dashboard/nothing`)).toMatchObject({
      status: 404,
      body: { code: 'not_found' },
    });
    expect(await getJson(`${service.url}/api/dashboard/calls/%E0%A4%A`)).toMatchObject({
      status: 400,
      body: { code: 'bad_request' },
    });
    expect(await getJson(`${service.url}/api/dashboard/calls/nobody`)).toMatchObject({
      status: 404,
      body: { error: 'Not found' },
    });
  });
});

it('says that the page is not built, and not to ask again at once', async () => {
  const root = join(__dirname, '..');
  const copy = await makeTempFolder();
  for (const name of ['dist', 'package.json']) cpSync(join(root, name), join(copy, name), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
  const service = await startService({ main: join(copy, 'dist/apps/telemetry/src/main.js') });
  const answer = await getJson(service.url);
  expect(answer).toMatchObject({ status: 503, body: { code: 'not_ready' } });
  expect(answer.headers.get('retry-after')).toBe('60');
});
