import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { StoredEvent } from '@callscope/call-events';
import SqliteDatabase from 'better-sqlite3';
import { eventually } from './support/eventually';
import { getJson, post } from './support/http';
import { type RunningService, startService } from './support/service';
import { StreamReader } from './support/stream';
import { makeTempFolder } from './support/temp-folder';

const NUMBER = '+12065550142';
/** Words that nobody else says, in all the ways in which they are written. */
const WORDS = [
  'Quizzical',
  'Grüße-Zebulon',
  'says "hyperborean"\n',
  'metaphysic',
  'argumentative',
  'wonderwall',
] as const;
const SECRETS = [NUMBER, '2065550142', ...WORDS];

interface Page {
  readonly calls: readonly { readonly call_id: string }[];
}

/** The forms in which a text can stand in a file: raw, in JSON, in JSON within JSON, and in hexadecimal. */
function formsOf(secret: string): Buffer[] {
  const json = JSON.stringify(secret).slice(1, -1);
  const ascii = json.replace(/[\u0080-\uffff]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);
  const texts = [secret, json, JSON.stringify(json).slice(1, -1), ascii, secret.toLowerCase()];
  return texts.flatMap((text) => [text, Buffer.from(text).toString('hex')]).map((text) => Buffer.from(text));
}

function filesIn(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesIn(path) : [path];
  });
}

function whatIsLeft(folder: string, secrets: readonly string[] = SECRETS): string[] {
  return filesIn(folder).flatMap((file) => {
    const bytes = readFileSync(file);
    return secrets.filter((secret) => formsOf(secret).some((form) => bytes.includes(form))).map((s) => `${file}: ${s}`);
  });
}

/** A call by both intakes, with a number and words in every field that tells of a person. */
async function tell(service: RunningService, id: string, number: string, words: readonly string[]): Promise<void> {
  const [said, heard, quoted, meta, argument, summary] = words;
  const ingest = `${service.url}/api/dashboard/ingest`;
  const started = { call_id: `patter-${id}`, caller: number, callee: '+12065550100', custom_params: { note: meta } };
  await post(ingest, started);
  await post(ingest, started);
  const turn = { turn_index: 0, user_text: said, agent_text: heard, latency: { agent_response_ms: 800 } };
  const transcript = [{ role: 'user', text: quoted, timestamp: 1_778_625_000 }];
  const ended = { ...started, ended_at: 1_778_625_010, transcript, metrics: { duration_seconds: 9, turns: [turn] } };
  await post(ingest, ended);
  await post(ingest, { ...ended, transcript: [...transcript, { role: 'user', text: said }] });
  const event = (n: number, type: string, data: object) => ({ id: `${id}:${n}`, type, call_id: `native-${id}`, data });
  const events = [
    event(1, 'call.started', { direction: 'inbound', from: number, metadata: { note: meta, number } }),
    event(2, 'turn.completed', { turn: 0, outcome: 'completed', user_text: said, latency: { response_ms: 700 } }),
    event(3, 'transcript.final', { role: 'agent', text: quoted }),
    event(4, 'tool.started', { tool_call_id: 't', name: 'find', arguments: { argument } }),
    event(5, 'tool.ended', { tool_call_id: 't', status: 'ok', result: [argument, number] }),
    event(6, 'error.raised', { code: 'timeout', message: `${heard} ${number}` }),
    event(7, 'recording.available', { url: `https://recordings.example/${number}.wav` }),
    event(8, 'call.analyzed', { summary, structured: { about: meta } }),
    event(9, 'custom.note', { anything: said }),
    event(10, 'call.status_changed', { status: 'completed', raw_status: 'no-words' }),
    event(11, 'call.ended', {
      reason: 'user_hangup',
      raw_reason: `hung up by ${number}`,
      report: { caller: number, said },
    }),
  ];
  const answer = await post(`${service.url}/api/v2/events`, [...events, events[0]!]);
  expect(answer.body).toMatchObject({ accepted: 11, duplicates: 1 });
}

async function search(service: RunningService, q: string): Promise<string[]> {
  const { body } = await getJson<Page>(`${service.url}/api/v2/calls?q=${encodeURIComponent(q)}`);
  return body.calls.map((call) => call.call_id);
}

function freePages(file: string): number {
  const db = new SqliteDatabase(file, { readonly: true });
  try {
    return Number(db.pragma('freelist_count', { simple: true }));
  } finally {
    db.close();
  }
}

const erase = (service: RunningService, id: string): Promise<Response> =>
  fetch(`${service.url}/api/v2/calls/${id}?erase=true`, { method: 'DELETE' });

describe('what was erased', () => {
  let data: string;
  let service: RunningService;

  beforeEach(async () => {
    data = await makeTempFolder();
    service = await startService({ data, args: ['--log-level', 'trace'] });
    for (let n = 0; n < 20; n++) await tell(service, `other-${n}`, `+4930123${4_000 + n}`, others(n));
    await tell(service, 'one', NUMBER, WORDS);
    for (let n = 20; n < 30; n++) await tell(service, `other-${n}`, `+4930123${4_000 + n}`, others(n));
  });
  afterEach(() => service.stop());

  const others = (n: number): string[] => WORDS.map((_, index) => `plain${n} speech${index} quizz`);

  it('is in no file of the folder, and readers are told', async () => {
    mkdirSync(join(data, 'quarantine-20260101T000000Z'));
    writeFileSync(join(data, 'quarantine-20260101T000000Z', 'events.sqlite'), WORDS.join(' '));
    const stored = await StreamReader.open(`${service.url}/api/v2/events`);
    const board = await StreamReader.open(`${service.url}/api/v2/live`);
    const patter = await StreamReader.open(`${service.url}/api/dashboard/events`);
    await board.until(({ event }) => event === 'snapshot');
    expect(await search(service, 'quizzical')).toEqual(expect.arrayContaining(['patter-one', 'native-one']));
    expect(await search(service, '555 0142')).toHaveLength(2);
    expect(new Set(whatIsLeft(data).map((found) => found.split(': ')[1]))).toEqual(new Set(SECRETS));

    const telling = tell(service, 'meanwhile', '+493012349999', others(999));
    const answer = await erase(service, 'native-one');
    expect([answer.status, await answer.json()]).toEqual([200, { erased: true, events: 11 }]);
    const again = await erase(service, 'native-one');
    expect([again.status, await again.json()]).toEqual([200, { erased: true, events: 11 }]);
    expect(await (await erase(service, 'patter-one')).json()).toMatchObject({ erased: true });
    await telling;
    expect(whatIsLeft(data)).toEqual([]);

    const word = await stored.until(({ event }) => event === 'call.erased');
    expect(word.data).toMatchObject({
      call_id: 'native-one',
      data: { events: 11, subject: expect.stringMatching(/^[0-9a-f]{32}$/) },
    });
    await board.until(
      (message) => message.event === 'calls_removed' && JSON.stringify(message.data).includes('native-one'),
    );
    await patter.until(
      (message) => message.event === 'calls_deleted' && JSON.stringify(message.data).includes('patter-one'),
    );
    for (const reader of [stored, board, patter]) await reader.close();

    const { body } = await getJson<{ events: StoredEvent[] }>(`${service.url}/api/v2/calls/native-one/events`);
    expect(body.events.filter(({ erased }) => erased)).toHaveLength(11);
    expect(body.events[1]).toMatchObject({ erased: true, data: { turn: 0, latency: { response_ms: 700 } } });
    expect(body.events.at(-1)).toMatchObject({ type: 'call.erased' });
    const detail = await getJson<object>(`${service.url}/api/v2/calls/native-one`);
    expect(detail.body).toMatchObject({ call: { from: null, to: null }, transcript: [], recordings: [{ url: null }] });
    for (const found of [body, detail.body]) {
      for (const secret of SECRETS) expect(JSON.stringify(found)).not.toContain(JSON.stringify(secret).slice(1, -1));
    }
    expect(await search(service, 'quizzical')).toEqual([]);
    expect(await search(service, '5550142')).toEqual([]);
    // All of the others, and the one that was told meanwhile.
    expect(await search(service, 'speech1')).toHaveLength(31);

    await tell(service, 'late', NUMBER.replace('142', '143'), others(1_000));
    await service.stop();
    expect(whatIsLeft(data)).toEqual([]);
    expect(SECRETS.filter((secret) => service.stderr().includes(secret))).toEqual([]);
  });

  it('stays away after a kill and a new start, and takes in nothing more', async () => {
    const long = { turn: 1, outcome: 'completed', user_text: 'Quizzical '.repeat(20_000) };
    await post(`${service.url}/api/v2/events`, { type: 'turn.completed', call_id: 'native-one', data: long });
    await erase(service, 'native-one');
    await erase(service, 'patter-one');
    await service.stop('SIGKILL');
    expect(whatIsLeft(data)).toEqual([]);
    // Every file was written anew: a page that was let go may hold what was moved about.
    for (const name of ['events', 'views', 'views-search']) expect(freePages(join(data, `${name}.sqlite`))).toBe(0);
    service = await startService({ data });
    const told = {
      id: 'one:12',
      type: 'turn.completed',
      call_id: 'native-one',
      data: { turn: 3, outcome: 'completed', user_text: WORDS[0] },
    };
    expect((await post(`${service.url}/api/v2/events`, told)).body).toMatchObject({ accepted: 0, duplicates: 1 });
    expect(whatIsLeft(data)).toEqual([]);
    await service.stop();
    expect(whatIsLeft(data)).toEqual([]);
  });

  it('is, by its number, every call from or to it, however it is written', async () => {
    const url = `${service.url}/api/v2/erase`;
    const said = { type: 'call.started', data: { direction: 'outbound', to: 'sip:0012065550142@carrier.example' } };
    const longer = { type: 'call.started', data: { direction: 'outbound', to: '+3312065550142' } };
    await post(`${service.url}/api/v2/events`, [
      { ...said, id: 's', call_id: 'by-sip' },
      { ...longer, id: 'l', call_id: 'longer' },
      ...['tel:+1-206-555-0142', 'whatsapp:+1 206 555 0142', '+1/206/555-0142'].map((to, n) => {
        return { ...said, id: `parted-${n}`, call_id: `parted-${n}`, data: { ...said.data, to } };
      }),
    ]);
    await fetch(`${service.url}/api/v2/calls/patter-one`, { method: 'DELETE' });
    const answer = await post(url, { number: '+1 (206) 555-0142' });
    const callIds = ['by-sip', 'native-one', 'parted-0', 'parted-1', 'parted-2', 'patter-one'];
    expect(answer).toMatchObject({ status: 200, body: { call_ids: callIds } });
    expect(whatIsLeft(data, [NUMBER, ...WORDS])).toEqual([]);
    const { body } = await getJson(`${service.url}/api/v2/calls/longer`);
    expect(body).toMatchObject({ call: { to: '+3312065550142' } });
    expect((await post(url, { number: NUMBER })).body).toEqual({ call_ids: [], events: 0 });
    expect((await post(url, { call_id: 'nobody' })).status).toBe(404);
    expect((await post(url, { number: 'Ada' })).body).toMatchObject({ status: 422, field: 'number' });
    expect((await post(url, {})).body).toMatchObject({ status: 422, code: 'invalid_field' });
    expect((await erase(service, 'nobody')).status).toBe(404);
  });

  it('is wiped by the next start when a kill came before the end', async () => {
    writeFileSync(join(data, 'wipe.due'), '');
    mkdirSync(join(data, 'quarantine-20260101T000000Z'));
    await service.stop('SIGKILL');
    service = await startService({ data });
    await eventually(
      () => readdirSync(data).filter((name) => /^(wipe|quarantine)/.test(name)),
      (left) => expect(left).toEqual([]),
    );
  });
});

describe('a call', () => {
  let service: RunningService;
  beforeAll(async () => {
    service = await startService();
  });

  it.each(['erase', 'erase=', 'erase=yes'])(
    'is not hidden instead of erased when it is not clear what is wanted: ?%s',
    async (query) => {
      const call_id = `asked ${query}`;
      const asked = { id: call_id, call_id, type: 'call.started', data: { direction: 'inbound' } };
      await post(`${service.url}/api/v2/events`, asked);
      const answer = await fetch(`${service.url}/api/v2/calls/${encodeURIComponent(call_id)}?${query}`, {
        method: 'DELETE',
      });
      expect(await answer.json()).toMatchObject({ status: 400, code: 'invalid_query', field: 'erase' });
      const { body } = await getJson<Page>(`${service.url}/api/v2/calls?limit=1000`);
      expect(body.calls).toContainEqual(expect.objectContaining({ call_id }));
    },
  );
});

describe('what is masked at the door', () => {
  it.each(['phones', 'phones+text'])('%s never reaches the disk, an answer or a log line', async (mask) => {
    const data = await makeTempFolder();
    let service = await startService({ data, args: ['--mask', mask, '--log-level', 'trace'] });
    const reader = await StreamReader.open(`${service.url}/api/v2/events`);
    const secrets = mask === 'phones' ? SECRETS.slice(0, 2) : SECRETS;
    await tell(service, 'one', NUMBER, WORDS);
    await reader.until(
      ({ data: event }) =>
        (event as StoredEvent).type === 'call.ended' && (event as StoredEvent).call_id === 'native-one',
    );
    const answers = [
      JSON.stringify(reader.messages),
      ...(await Promise.all(
        ['/api/v2/calls', '/api/v2/calls/native-one', '/api/v2/calls/patter-one', '/api/dashboard/calls'].map(
          async (path) => (await fetch(service.url + path)).text(),
        ),
      )),
    ];
    await reader.close();
    expect(answers[1]).toContain('"from":"+1***42"');
    expect(whatIsLeft(data, secrets)).toEqual([]);
    // What decides is what was told, not what is stored: also after the setting was changed.
    await service.stop();
    for (const text of [...answers, service.stderr()]) for (const s of secrets) expect(text).not.toContain(s);
    service = await startService({ data });
    const events = `${service.url}/api/v2/events`;
    const start = { id: 'one:1', type: 'call.started', call_id: 'native-one' };
    const told = { direction: 'inbound', from: NUMBER, metadata: { note: WORDS[3], number: NUMBER } };
    expect((await post(events, { ...start, data: told })).body).toMatchObject({ duplicates: 1 });
    const other = { ...told, from: '+12065559942' };
    expect((await post(events, { ...start, data: other })).body).toMatchObject({ errors: [{ code: 'id_conflict' }] });
    await service.stop();
  });
});
