import { DocumentedService, nameOf } from '../apps/telemetry/src/openapi/testing/documented-service';
import { recordingFile, replay } from './support/recording';
import { StreamReader } from './support/stream';

let own: DocumentedService;

beforeAll(async () => {
  own = await DocumentedService.start();
  for (const file of ['ingest-ts', 'ingest-py', 'ingest-newer'] as const) {
    expect(await replay(recordingFile(file), own.service.url)).toMatchObject({ ok: true });
  }
  const body = everyKindOfEvent();
  const { json } = await own.ask('POST', '/api/v2/events', { body });
  expect(json).toMatchObject({ accepted: body.length, rejected: 0 });
});

const AT = 1_795_000_000_000;

/** The examples of the document, told of one call. */
function everyKindOfEvent(): object[] {
  const kinds = Object.entries(own.document.components.schemas).filter(([name]) => name.startsWith('sent.'));
  return kinds.map(([name, { examples }]) => {
    const [example] = examples as [object];
    return { ...example, call_id: 'documented-1', id: `documented-1:${name}`, occurred_at: AT };
  });
}

describe('the routes', () => {
  it('of the service are those of the document', () => {
    const { routes: served } = own;
    const documented = own.told.operations.map(nameOf);
    expect({
      servedButNotDocumented: served.filter((route) => !documented.includes(route)),
      documentedButNotServed: documented.filter((route) => !served.includes(route)),
    }).toEqual({ servedButNotDocumented: [], documentedButNotServed: [] });
  });
});

describe('what is answered is what the document says', () => {
  it.each([
    ['/', ''],
    ['/health', ''],
    ['/ready', ''],
    ['/metrics', ''],
    ['/docs', ''],
    ['/openapi.json', ''],
    ['/asyncapi.json', ''],
    ['/api/v2/calls', '?limit=1000'],
    ['/api/v2/calls', '?sort=cost_usd:asc&limit=2'],
    ['/api/v2/calls', '?q=appointment&live=false'],
    ['/api/v2/calls/documented-1', ''],
    ['/api/v2/calls/documented-1', '?at=1'],
    ['/api/v2/calls/nobody', ''],
    ['/api/v2/calls/documented-1/events', ''],
    ['/api/v2/calls/nobody/events', ''],
    ['/api/v2/events', '?limit=1000'],
    ['/api/v2/stats', '?window=all&group_by=agent&histogram=1'],
    ['/api/v2/stats', '?window=30d&compare=previous'],
    ['/api/v2/stats', ''],
    ['/api/v2/turns', '?limit=1000'],
    ['/api/v2/turns', '?stage=llm_ttft_ms'],
    ['/api/v2/export', '?format=json'],
    ['/api/v2/export', '?format=csv'],
    ['/api/v2/export', '?format=ndjson'],
    ['/api/dashboard/calls', '?limit=1000'],
    ['/api/dashboard/calls', '?limit=-1&offset=x'],
    ['/api/dashboard/calls/documented-1', ''],
    ['/api/dashboard/calls/nobody', ''],
    ['/api/dashboard/active', ''],
    ['/api/dashboard/aggregates', ''],
    ['/api/dashboard/export/calls', '?format=json'],
    ['/api/dashboard/export/calls', '?format=csv&from=2020-01-01'],
    ['/api/dashboard/export/calls', '?from=yesterday'],
    ['/api/v1/calls', '?limit=5&offset=1'],
    ['/api/v1/calls/active', ''],
    ['/api/v1/calls/documented-1', ''],
    ['/api/v1/calls/nobody', ''],
    ['/api/v1/analytics/overview', ''],
    ['/api/v1/analytics/costs', ''],
    ['/api/v1/analytics/costs', '?from=2020-01-01&to=1795000000'],
    ['/api/v1/analytics/costs', '?from=never'],
  ])('to GET %s%s', async (path, query) => {
    await own.ask('GET', path, { query });
  });

  it('to every call of the recordings, live or ended, on both surfaces', async () => {
    const { json } = await own.ask('GET', '/api/v2/calls', { query: '?limit=1000' });
    const { calls } = json as { calls: { call_id: string }[] };
    expect(calls.length).toBeGreaterThan(20);
    for (const { call_id: id } of calls) {
      for (const path of [
        '/api/v2/calls/ID',
        '/api/v2/calls/ID/events',
        '/api/dashboard/calls/ID',
        '/api/v1/calls/ID',
      ]) {
        await own.ask('GET', path.replace('ID', encodeURIComponent(id)));
      }
    }
  });

  it('in each line of an export', async () => {
    const { text } = await own.ask('GET', '/api/v2/export', { query: '?format=ndjson' });
    const lines = text.trimEnd().split('\n');
    expect(lines.length).toBeGreaterThan(20);
    const schema = { $ref: '#/components/schemas/CallRow' };
    expect(lines.flatMap((line) => own.told.flawsBy(schema, JSON.parse(line)))).toEqual([]);
  });

  it('to POST /api/dashboard/ingest', async () => {
    const call_id = 'documented-2';
    const post = (body: object) => own.ask('POST', '/api/dashboard/ingest', { body });
    const parties = { caller: '+12125550100', callee: '+12065550162', direction: 'inbound' };
    expect((await post({ call_id, status: 'initiated', ...parties })).json).toMatchObject({ event: 'initiated' });
    expect((await post({ call_id, status: 'ringing' })).json).toMatchObject({ event: 'status' });
    expect((await post({ call_id, ...parties })).json).toMatchObject({ event: 'started' });
    expect((await own.ask('GET', '/api/dashboard/active')).json).toContainEqual(expect.objectContaining({ call_id }));
    expect((await post({ call_id, ...parties, ended_at: AT / 1_000, metrics: null })).json).toMatchObject({
      event: 'ended',
    });
    expect((await post({ caller: 'x' })).status).toBe(400);
    expect((await post({ call_id, status: 'sleeping' })).status).toBe(422);
  });

  it('to POST /api/v2/events, of which some or all is refused', async () => {
    const good = { type: 'call.started', call_id: 'documented-3', data: { direction: 'inbound' } };
    const lines = { headers: { 'content-type': 'application/x-ndjson' } };
    expect(
      (await own.ask('POST', '/api/v2/events', { body: [good, { type: 'call.hidden', call_id: 'x' }] })).status,
    ).toBe(200);
    expect((await own.ask('POST', '/api/v2/events', { body: { type: 'no' } })).status).toBe(422);
    expect((await own.ask('POST', '/api/v2/events', { body: `${JSON.stringify(good)}\n`, ...lines })).status).toBe(200);
    expect((await own.ask('POST', '/api/v2/events', { body: { ...good, constructor: 1 } })).status).toBe(422);
  });

  it('to who hides calls, shows them again, and lets them go', async () => {
    const body = { call_ids: ['documented-1', 'nobody'] };
    expect((await own.ask('POST', '/api/v2/calls/hide', { body })).json).toEqual({ changed: ['documented-1'] });
    expect((await own.ask('POST', '/api/v2/calls/unhide', { body })).json).toEqual({ changed: ['documented-1'] });
    await own.ask('POST', '/api/dashboard/calls/delete', { body });
    await own.ask('DELETE', '/api/dashboard/calls/documented-2');
    await own.ask('POST', '/api/v2/calls/unhide', { body });
    await own.ask('DELETE', '/api/v2/calls/documented-1');
    await own.ask('DELETE', '/api/v2/calls/documented-1', { query: '?erase=true' });
    await own.ask('DELETE', '/api/v2/calls/documented-1', { query: '?erase=perhaps' });
    await own.ask('DELETE', '/api/v2/calls/nobody');
    await own.ask('POST', '/api/v2/erase', { body: { call_id: 'documented-2' } });
    await own.ask('POST', '/api/v2/erase', { body: { number: '+12065550162' } });
    await own.ask('POST', '/api/v2/erase', { body: { call_id: 'nobody' } });
    await own.ask('GET', '/api/v2/calls/documented-1');
    await own.ask('GET', '/api/v2/calls/documented-1/events');
  });

  it('to who logs in and out', async () => {
    const form = { 'content-type': 'application/x-www-form-urlencoded', authorization: '' };
    const { headers } = await own.ask('POST', '/login', { body: `token=${own.token}`, headers: form });
    expect(headers.get('set-cookie')).toContain(
      `${(own.document.components.securitySchemes['session'] as { name: string }).name}=`,
    );
    expect((await own.ask('POST', '/login', { body: 'token=wrong', headers: form })).status).toBe(401);
    await own.ask('POST', '/logout');
  });

  it.each(['/openapi.json', '/asyncapi.json'])('with 304 to who has %s already', async (path) => {
    const { headers } = await own.ask('GET', path);
    // Without the second, fetch asks for an answer from nobody's memory.
    const tag = { 'if-none-match': headers.get('etag') ?? '', 'cache-control': 'max-age=0' };
    expect((await own.ask('GET', path, { headers: tag })).status).toBe(304);
  });
});

describe('what is refused is refused as the document says', () => {
  it('when a parameter is not what it must be', async () => {
    const reads = own.told.operations.filter(({ method, path }) => method === 'GET' && path.startsWith('/api/v2/'));
    const strict = reads.flatMap(({ path, operation }) =>
      ((operation['parameters'] ?? []) as { in: string; name: string; schema: { type: unknown; enum?: unknown } }[])
        .filter((one) => one.in === 'query' && (one.schema.type !== 'string' || one.schema.enum !== undefined))
        .map(({ name }) => [path.replace('{id}', 'documented-3'), name] as const),
    );
    expect(strict.length).toBeGreaterThan(20);
    for (const [path, name] of strict) {
      const { status, json } = await own.ask('GET', path, { query: `?${name}=!` });
      expect([path, name, status, json]).toEqual([path, name, 400, expect.objectContaining({ field: name })]);
    }
  });

  it('when a body is no JSON, none at all, of another media type, or not what it must be', async () => {
    const posts = own.told.operations.filter(({ operation }) => {
      return 'application/json' in ((operation['requestBody'] ?? { content: {} }) as { content: object }).content;
    });
    expect(posts.length).toBeGreaterThanOrEqual(5);
    for (const { path } of posts) {
      expect([path, (await own.ask('POST', path, { body: '' })).status]).toEqual([path, 400]);
      expect([path, (await own.ask('POST', path, { body: '{' })).status]).toEqual([path, 400]);
      expect([
        path,
        (await own.ask('POST', path, { body: '{}', headers: { 'content-type': 'text/plain' } })).status,
      ]).toEqual([path, 415]);
      expect([path, (await own.ask('POST', path, { body: { call_id: 7, call_ids: 7 } })).status]).toEqual([path, 422]);
    }
  });

  it('when there is no token, or another host is meant', async () => {
    for (const { method, path, operation } of own.told.operations) {
      const [first] = operation['security'] as object[];
      const concrete = path.replace('{id}', 'documented-3');
      // Patter's SDKs cannot show a token: from this machine, none is asked for.
      const isOpen = first === undefined || operation['tags']?.toString() === 'Take in';
      if (isOpen) continue;
      expect([path, (await own.ask(method, concrete, { headers: { authorization: '' } })).status]).toEqual([path, 401]);
    }
  });

  it('with 405 and the documented methods, when another is used', async () => {
    for (const { path } of own.told.operations) {
      const concrete = path.replace('{id}', 'documented-3');
      const answer = await fetch(`${own.service.url}${concrete}`, {
        method: 'PATCH',
        headers: { ...own.withToken, 'content-type': 'application/json' },
      });
      const fitting = own.told.operations.filter((one) =>
        new RegExp(`^${one.path.replace('{id}', '[^/]+')}$`).test(concrete),
      );
      const methods = new Set(fitting.flatMap(({ method }) => (method === 'GET' ? ['GET', 'HEAD'] : [method])));
      expect([path, answer.status]).toEqual([path, 405]);
      expect([path, answer.headers.get('allow')?.split(', ').sort()]).toEqual([path, [...methods].sort()]);
    }
  });
});

describe('streams send what the document says', () => {
  it.each([
    ['/api/v2/events', '?after=0', 'call.hidden'],
    ['/api/dashboard/events', '?after=0', 'calls_deleted'],
    ['/api/v2/live', '', 'stats'],
  ])('GET %s%s', async (path, query, last) => {
    const reader = await StreamReader.open(`${own.service.url}${path}${query}`, own.withToken);
    const call_id = `streamed${path.replaceAll('/', '-')}`;
    await reader.until(({ event }) => event === last || event === 'snapshot');
    await own.ask('POST', '/api/v2/events', { body: { type: 'call.started', call_id, data: { direction: 'web' } } });
    await reader.until(({ event }) => event === last);
    await reader.close();
    expect(reader.messages.flatMap((message) => own.told.messageFlaws(path, message))).toEqual([]);
    expect(reader.response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    own.answeredWell.add(`GET ${path}`);
  });

  it('a reset to who brings a cursor of elsewhere', async () => {
    const reader = await StreamReader.open(`${own.service.url}/api/v2/events?after=garbage`, own.withToken);
    const reset = await reader.until(({ event }) => event === 'reset');
    await reader.close();
    expect(own.told.messageFlaws('/api/v2/events', reset)).toEqual([]);
  });
});

it('no operation of the document was left out', () => {
  expect(own.told.operations.map(nameOf).filter((name) => !own.answeredWell.has(name))).toEqual([]);
});
