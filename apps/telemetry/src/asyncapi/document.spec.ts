import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CALL_EVENT_TYPES, EVENT_SPECS } from '@callscope/call-events';
import type { EventLog } from '@callscope/event-log';
import type { LiveFrames } from '@callscope/live-feed';
import '@callscope/intake';
import { dashboardEncoder } from '../dashboard/dashboard-events';
import { buildDocument } from '../openapi/document';
import { ROUTES } from '../openapi/routes';
import { buildAsyncApi } from './document';
import { DescribedStreams } from './testing/described-streams';
import { parseDocument } from './testing/parse-document';

const document = buildAsyncApi('1.2.3');
const folder = mkdtempSync(join(tmpdir(), 'callscope-asyncapi-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** The names of what the board sends; the compiler misses one that is added. */
const BOARD: Readonly<Record<keyof LiveFrames, true>> = {
  hello: true,
  snapshot: true,
  call: true,
  turn: true,
  open_turn: true,
  calls_removed: true,
  transcript: true,
  stats: true,
};

/** The example of each type, stored. */
const EXAMPLES = CALL_EVENT_TYPES.map((type, at) => {
  return { ...EVENT_SPECS[type].example(), position: at + 1, recorded_at: 1_778_627_020_000 };
});
const LOG = {
  firstPosition: (_: string, type: string) => EXAMPLES.find((event) => event.type === type)?.position ?? null,
} as EventLog;
const WORDS_OF_PATTER = EXAMPLES.flatMap((event) => dashboardEncoder(LOG)(event) ?? []);

/** Every object of the document, with its path. */
function* places(value: unknown, path = ''): Generator<[path: string, value: Record<string, unknown>]> {
  if (value === null || typeof value !== 'object') return;
  if (!Array.isArray(value)) yield [path, value as Record<string, unknown>];
  for (const [key, child] of Object.entries(value)) yield* places(child, `${path}/${key}`);
}

describe('the document of the streams', () => {
  it('is AsyncAPI of which its parser has nothing to complain, and tells every name that can be sent', async () => {
    const file = join(folder, 'asyncapi.json');
    writeFileSync(file, JSON.stringify(document));
    const { complaints, sent } = await parseDocument(file);
    expect(complaints).toEqual([]);
    const sorted = Object.fromEntries(Object.entries(sent).map(([channel, names]) => [channel, [...names].sort()]));
    expect(sorted).toEqual({
      events: [...CALL_EVENT_TYPES, 'custom.<name>', 'reset'].sort(),
      live: Object.keys(BOARD).sort(),
      dashboard: [...new Set(WORDS_OF_PATTER.map(({ event }) => event)), 'reset'].sort(),
    });
  });

  it('has a channel for every route that streams', () => {
    const streaming = ROUTES.filter(({ answers }) => 'text/event-stream' in (answers[200]?.content ?? {}));
    const addresses = Object.values(document.channels).map(({ address }) => address);
    expect(addresses.sort()).toEqual(streaming.map(({ path }) => path).sort());
  });

  it('tells what a reader may ask for, and what it must bring', () => {
    const asked = Object.entries(document.operations).map(([name, operation]) => {
      const { http } = operation['bindings'] as { http: Record<string, { properties: object; required?: string[] }> };
      const headers = http['x-request-headers'];
      const { properties = {}, required = [] } = headers ?? {};
      return [name, Object.keys(http['query']?.properties ?? {}), Object.keys(properties), required];
    });
    expect(asked).toEqual([
      ['sendEvents', ['after', 'types', 'call_id'], ['Accept', 'Last-Event-ID'], ['Accept']],
      ['sendLive', ['window'], [], []],
      ['sendDashboard', ['after'], ['Last-Event-ID'], []],
    ]);
  });

  it('has the schemas of the other document, all that it leads to, and no other', () => {
    const { schemas } = document.components;
    const refs = [...places(document)].flatMap(([, { $ref }]) =>
      typeof $ref === 'string' && $ref.startsWith('#/components/schemas/') ? [$ref.slice(21)] : [],
    );
    expect([...new Set(refs)].sort()).toEqual(Object.keys(schemas).sort());
    expect(buildDocument('1.2.3').components.schemas).toMatchObject(schemas);
    expect(Object.keys(schemas)).not.toContain('CallsPage');
  });

  it('leads nowhere that is not there', () => {
    const refs = [...places(document)].flatMap(([, { $ref }]) => (typeof $ref === 'string' ? [$ref] : []));
    const found = (ref: string): unknown =>
      ref
        .slice(2)
        .split('/')
        .reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], document);
    expect(refs.filter((ref) => found(ref) === undefined)).toEqual([]);
  });

  it('says nothing that draft 7 of JSON Schema, which it is read as, does not know', () => {
    const later = /^(\$defs|\$anchor|prefixItems|dependent(Required|Schemas)|unevaluated\w+|(min|max)Contains)$/;
    const flaws = [...places(document)].flatMap(([path, { $ref, description: _, ...rest }]) => {
      const passedOver = $ref === undefined ? Object.keys(rest).filter((key) => later.test(key)) : Object.keys(rest);
      return passedOver.map((key) => `${path}/${key}`);
    });
    expect(flaws).toEqual([]);
  });

  it('has an example of each stored event, and it is as its schema says', () => {
    const streams = new DescribedStreams(document);
    const { messages } = document.channels['events']!;
    const examples = Object.values(messages).flatMap((message) => message.examples ?? []);
    const flaws = examples.flatMap(({ headers, payload }) =>
      streams.flaws('/api/v2/events', { ...(headers as { event: string; id: string }), data: payload }),
    );
    expect(flaws).toEqual([]);
    expect(examples).toHaveLength(CALL_EVENT_TYPES.length);
  });

  it('describes what each stored event says in the words of Patter', () => {
    const streams = new DescribedStreams(document);
    const flaws = WORDS_OF_PATTER.flatMap((message) =>
      streams.flaws('/api/dashboard/events', { ...message, id: '0123abcd-1' }),
    );
    expect(flaws).toEqual([]);
    expect(WORDS_OF_PATTER.length).toBeGreaterThanOrEqual(6);
  });
});
