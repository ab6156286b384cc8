import {
  CALL_STATUSES,
  COST_COMPONENTS,
  END_REASONS,
  EVENT_SPECS,
  LATENCY_STAGES,
  ROLES,
} from '@callscope/call-events';
import { payloadClasses, type SentEventType } from '@callscope/intake';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { buildDocument } from '../document';
import { SchemaJudge } from '../testing/schema-judge';
import { ref } from './json-schema';

type Event = Record<string, unknown>;
const { DATA_DTOS, EventDto } = payloadClasses();
const TYPES = Object.keys(DATA_DTOS) as SentEventType[];
const judge = new SchemaJudge(buildDocument('1.2.3'), { closed: false });

/** What the DTOs refuse in an event; they say the same as the guards on the way in, which a spec beside them sees to. */
function refusedByDtos({ data, turn, ...envelope }: Event): boolean {
  const type = envelope['type'] as SentEventType;
  const whole = { ...(data as Event | null), ...(turn == null ? {} : { turn }) };
  const parts: [new () => object, object][] = [
    [EventDto, { ...envelope, data, turn }],
    [DATA_DTOS[type], whole],
  ];
  return parts.some(([dto, value]) => validateSync(plainToInstance(dto, value)).length > 0);
}

/** Values at the edges of what a schema can say. Sizes in bytes, and which number a text is, are beyond it. */
const EDGES: readonly unknown[] = [
  ...[null, true, 'a', 'a'.repeat(256), 'a'.repeat(257), 'b'.repeat(1_025), 'c'.repeat(4_097)],
  ...[0, -1, 0.5, 1, 64, 65, 99, 100, 699, 700, 1_000_000, 1_000_001, 2 ** 53, 9e15, 9e15 + 2],
  ...[946_684_799_999, 946_684_800_000, 316_224_000_000, 316_224_000_001],
  ...[[], [0, 1], [0, -1], [null], {}, { a: null }, { name: 'x' }, { name: 1 }, { name: 'n'.repeat(257) }],
  ...[{ stt: { name: 'x', model: null } }, { stt: { model: 5 } }, { stt: [] }, { realtime: 'x' }, { stt: null }],
  ...[{ stt_ms: 1 }, { stt_ms: -1 }, { stt_ms: null }, { sst_ms: 1 }, { response_ms: '1' }],
  ...[...CALL_STATUSES, ...END_REASONS, ...COST_COMPONENTS, ...LATENCY_STAGES, ...ROLES],
  ...['inbound', 'pipeline', 'delta', 'cumulative', 'final', 'billed', 'ok', 'measured', 'barge_in', 'agent'],
];

const exampleOf = (type: SentEventType): object =>
  type === 'transcript.partial' ? { role: 'user', text: 'Hel' } : EVENT_SPECS[type].example().data;

function fieldsOf(type: SentEventType): string[] {
  const known = type === 'transcript.partial' ? { utterance_id: 1 } : EVENT_SPECS[type].fields.optional;
  const required = type === 'transcript.partial' ? {} : EVENT_SPECS[type].fields.required;
  return [...Object.keys({ ...known, ...required, ...exampleOf(type) }), 'unheard_of'];
}

describe.each(TYPES)('the schema of %s', (type) => {
  const event = { type, call_id: 'call-1', data: exampleOf(type) };
  const schema = ref(`sent.${type}`);

  function expectOneVerdict(sent: Event): void {
    const flaws = judge.flaws(schema, sent);
    if (flaws.length > 0 === refusedByDtos(sent)) return;
    throw new Error(`the schema says ${flaws.join('; ') || 'good'}, the intake does not, of ${JSON.stringify(sent)}`);
  }

  it('takes the example, and refuses it without what must be there', () => {
    expectOneVerdict(event);
    for (const field of Object.keys(event.data)) {
      const { [field as never]: _without, ...data } = event.data;
      expectOneVerdict({ ...event, data });
    }
    expectOneVerdict({ ...event, data: undefined });
    expectOneVerdict({ ...event, data: null });
  });

  it('and the intake judge every edge of every field alike', () => {
    for (const field of fieldsOf(type)) {
      // An amount told twice must be told alike, which no schema can say.
      if (field.endsWith('_nano_usd')) continue;
      for (const value of EDGES) expectOneVerdict({ ...event, data: { ...event.data, [field]: value } });
    }
  });

  it('and the intake judge the envelope alike', () => {
    for (const turn of [null, 3, -1, '3', 1.5]) {
      const { turn: _turn, ...data } = event.data as Event;
      expectOneVerdict({ ...event, turn, data });
    }
    for (const call_id of ['', 'a'.repeat(256), 'a'.repeat(257), 7, null]) expectOneVerdict({ ...event, call_id });
    for (const id of ['', 'a', 'callscope:x', 7, null]) expectOneVerdict({ ...event, id });
    for (const source of [null, {}, { adapter: 'a' }, { adapter: '' }, { sdk: 1 }, 'x'])
      expectOneVerdict({ ...event, source });
  });
});
