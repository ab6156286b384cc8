import 'reflect-metadata';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { recordedPosts } from '../../../call-events/src/testing';
import { bodyHash, type RefusedInputError, validated } from '../kernel';
import { readDeletedIds, readLogMetadata, readLogTurn } from './patter.log';
import { PatterBody } from './patter.payload';
import { PATTER_LOG_SOURCE } from './patter.source';
import { translatePatter } from './patter.translate';

const DAYS = join(__dirname, '../../../../test/fixtures/patter/call-log/calls/2026/05');
const RECEIVED = Date.UTC(2026, 4, 14);
const TAXI = 'CAee2b78fe7d4243b19cc7f0d71b119d62';
const HOTEL = 'CA7665d0be3a529d96b1eada6eb1aa060f';
const STORM = 'CA8e72642a1eee6db04378052e9b022102';

const metadataOf = (day: string, call: string): Buffer => readFileSync(join(DAYS, day, call, 'metadata.json'));
const bytes = (value: unknown): Buffer => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value));
const eventsOf = (value: unknown) => readLogMetadata(bytes(value), 'folder', RECEIVED).events;

function linesOf(day: string, call: string): string[] {
  return readFileSync(join(DAYS, day, call, 'transcript.jsonl'), 'utf8')
    .split('\n')
    .filter((line) => line.endsWith('}'));
}

function refusalOf(read: () => unknown): Partial<RefusedInputError> {
  try {
    read();
  } catch (error) {
    return { code: (error as RefusedInputError).code, field: (error as RefusedInputError).field! };
  }
  return {};
}

describe('a line of a transcript', () => {
  const ends = new Map(
    recordedPosts('ingest-ts.jsonl').flatMap(({ phase, body }) => (phase === 'end' ? [[body.call_id, body]] : [])),
  );
  const calls = ['12', '13'].flatMap((day) => readdirSync(join(DAYS, day)).map((call) => [day, call] as const));

  it('is the very event that the end body of the call tells later, but for who tells it', () => {
    const told = calls.flatMap(([day, call]) => {
      const body = ends.get(call);
      if (!body) return [];
      const context = { bodyHash: bodyHash(body), receivedAt: RECEIVED, asSent: body };
      const later = translatePatter(validated(PatterBody, body), context)!.events;
      return linesOf(day, call).map((line) => {
        const turn = readLogTurn(bytes(line), call, RECEIVED);
        return [turn, later.find(({ id }) => id === turn.id)];
      });
    });
    expect(told).toHaveLength(28);
    for (const [turn, later] of told) expect(turn).toStrictEqual({ ...later, source: PATTER_LOG_SOURCE });
  });

  it('may have the explicit nulls of the Python SDK', () => {
    const line = { turn_index: 1, agent_text: 'Hello', latency: { total_ms: 9, llm_ttft_ms: null }, timestamp: null };
    expect(readLogTurn(bytes(line), 'CA1', RECEIVED)).toMatchObject({
      id: 'patter:CA1:turn:1',
      data: { turn: 1, agent_text: 'Hello', latency: { total_ms: 9 } },
    });
  });

  it.each<[string, unknown, object]>([
    ['cut off', '{"turn_index":1,"agent_te', { code: 'invalid_json' }],
    ['without a number', { agent_text: 'x' }, { code: 'invalid_field', field: 'turn_index' }],
    ['of a wrong type', { turn_index: 0, latency: 'soon' }, { code: 'invalid_field', field: 'latency' }],
    ['that is no object', '[1]', { code: 'not_an_object' }],
    ['that reaches into prototypes', '{"turn_index":0,"__proto__":{}}', { code: 'forbidden_key' }],
    ['that is not UTF-8', 'half', { code: 'invalid_utf8' }],
  ])('is refused when it is one %s', (_what, line, refusal) => {
    const sent = line === 'half' ? Buffer.from([0x7b, 0xc3, 0x7d]) : bytes(line);
    expect(refusalOf(() => readLogTurn(sent, 'CA1', RECEIVED))).toMatchObject(refusal);
  });

  it('is refused for a call that no id can name', () => {
    expect(refusalOf(() => readLogTurn(bytes({ turn_index: 0 }), 'a\nb', RECEIVED))).toMatchObject({
      code: 'missing_call_id',
    });
  });
});

describe('the metadata of a call', () => {
  it('of a call that runs is its start', () => {
    const { callId, events } = readLogMetadata(metadataOf('12', STORM), 'folder', RECEIVED);
    expect(callId).toBe(STORM);
    expect(events).toStrictEqual([
      {
        id: expect.stringMatching(`^patter:${STORM}:start:[0-9a-f]{32}$`) as string,
        type: 'call.started',
        v: 1,
        call_id: STORM,
        occurred_at: Date.parse('2026-05-12T23:58:30.784Z'),
        source: { framework: 'patter', adapter: 'patter-log' },
        data: {
          direction: 'unknown',
          from: '***0188',
          to: '***0150',
          carrier: 'twilio',
          mode: 'pipeline',
          metadata: {
            agent: { provider: 'pipeline', model: 'gpt-4.1-mini', voice: 'adam', language: 'en', mode: 'pipeline' },
          },
        },
      },
    ]);
  });

  it('of a call that is over is its start, its costs and its end', () => {
    const { events } = readLogMetadata(metadataOf('12', TAXI), 'folder', RECEIVED);
    const [start, ...rest] = events;
    expect(start?.type).toBe('call.started');
    const costs = rest.filter(({ type }) => type === 'cost.recorded');
    expect(costs.map(({ data }) => data)).toMatchObject([
      { component: 'stt', amount_nano_usd: 3_614_000, mode: 'final' },
      { component: 'tts', amount_nano_usd: 16_980_000 },
      { component: 'llm', amount_nano_usd: 245_000 },
      { component: 'telephony', amount_nano_usd: 8_500_000, provider: 'twilio' },
    ]);
    expect(rest.at(-1)).toMatchObject({
      id: expect.stringMatching(`^patter:${TAXI}:end:[0-9a-f]{32}$`) as string,
      occurred_at: Date.parse('2026-05-12T22:43:27.035Z'),
      data: { reason: 'completed', duration_ms: 46_250 },
    });
  });

  it('says nothing that could stand against an end body', () => {
    const { events } = readLogMetadata(metadataOf('12', TAXI), 'folder', RECEIVED);
    for (const event of events) {
      if (event.type !== 'cost.recorded') expect(event.data).not.toHaveProperty('report_id');
      else expect([event.data.report_id, event.occurred_at]).toEqual(['call-log', undefined]);
    }
    expect(events[0]?.data).not.toHaveProperty('providers');
  });

  it('tells the same start at the start and at the end', () => {
    const whole = JSON.parse(metadataOf('12', TAXI).toString()) as object;
    const running = { ...whole, ended_at: null, duration_ms: null, status: 'in_progress', turns: 0, cost: null };
    expect(eventsOf(running)).toStrictEqual(eventsOf(whole).slice(0, 1));
  });

  it('of the second day is only the end', () => {
    const { events } = readLogMetadata(metadataOf('13', STORM), 'folder', RECEIVED);
    expect(events.map(({ type }) => type)).toEqual([...Array<string>(4).fill('cost.recorded'), 'call.ended']);
  });

  it('that is cut off is refused, and so is one of a wrong type', () => {
    expect(refusalOf(() => readLogMetadata(metadataOf('12', HOTEL), HOTEL, RECEIVED))).toMatchObject({
      code: 'invalid_json',
    });
    expect(refusalOf(() => eventsOf({ call_id: 'CA1', cost: { stt: -1 } }))).toMatchObject({ field: 'cost.stt' });
  });

  it('without a call id has the name of its folder', () => {
    expect(readLogMetadata(bytes({ started_at: null }), 'CA-folder', RECEIVED)).toEqual({
      callId: 'CA-folder',
      events: [],
    });
  });

  it.each<[object, object]>([
    [{ status: 'no-answer' }, { reason: 'no_answer' }],
    [{ status: 'busy' }, { reason: 'busy' }],
    [{ status: 'failed' }, { reason: 'error' }],
    [{ status: 'canceled' }, { reason: 'unknown', raw_reason: 'canceled' }],
    [
      { status: 'completed', error: 'lost the line' },
      { reason: 'error', raw_reason: 'lost the line' },
    ],
    [{ ended_at: '2026-05-12T22:43:27.035Z' }, { reason: 'completed' }],
    [
      { status: 'completed', duration_ms: 1_234.5 },
      { reason: 'completed', duration_ms: 1_235 },
    ],
  ])('%j is an end: %j', (file, data) => {
    expect(eventsOf(file).map((event) => event.data)).toStrictEqual([data]);
  });

  it('leaves out an agent that is larger than an event may attach', () => {
    const [start] = eventsOf({ caller: '***0122', agent: { prompt: 'x'.repeat(16 * 1_024) } });
    expect(start?.data).toStrictEqual({ direction: 'unknown', from: '***0122' });
  });
});

describe('the list of deleted calls', () => {
  it('has the ids that can be ids', () => {
    expect(readDeletedIds(bytes({ version: 1, deleted_call_ids: ['CA1', 7, '', 'CA2'] }))).toEqual(['CA1', 'CA2']);
  });

  it('is refused when it is none', () => {
    expect(refusalOf(() => readDeletedIds(bytes({ version: 1 })))).toMatchObject({ field: 'deleted_call_ids' });
  });
});
