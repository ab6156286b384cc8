import {
  CALL_STATUSES,
  COST_COMPONENTS,
  END_REASONS,
  EVENT_SPECS,
  LATENCY_STAGES,
  type NamedEventType,
  partialFields,
  ROLES,
  TURN_OUTCOMES,
} from '@callscope/call-events';
import fc from 'fast-check';
import { RUNS } from '../../../../call-events/src/testing';
import { RefusedInputError, validated } from '../../kernel';
import { isRefusal, readEvent } from '../native.event';
import { DATA_DTOS, EventDto, type SentEventType } from '.';

type Data = Record<string, unknown>;
const TYPES = Object.keys(DATA_DTOS) as SentEventType[];

/** The field that the DTOs refuse, or null. */
function refusedByDto(event: Data): string | null {
  try {
    validated(EventDto, event);
    const dto = DATA_DTOS[event['type'] as SentEventType] as (new () => object) | undefined;
    const turn = event['turn'] ?? null;
    if (dto) validated(dto, { ...(event['data'] as Data), ...(turn === null ? {} : { turn }) });
    return null;
  } catch (error) {
    if (error instanceof RefusedInputError) return error.message;
    throw error;
  }
}

/** What the guards on the way in refuse, or null. */
function refusedByHand(event: Data): string | null {
  const reading = readEvent(event, { now: Date.now(), isSmall: true });
  return isRefusal(reading) ? reading.message : null;
}

function expectOneVerdict(event: Data): void {
  const [dto, hand] = [refusedByDto(event), refusedByHand(event)];
  if ((dto === null) !== (hand === null)) {
    throw new Error(`DTO: ${dto ?? 'good'}; by hand: ${hand ?? 'good'}; of ${JSON.stringify(event)}`);
  }
}

const fieldsOf = (type: SentEventType): string[] => {
  const fields = type === 'transcript.partial' ? partialFields : EVENT_SPECS[type as NamedEventType].fields;
  const money = type === 'cost.recorded' ? ['amount_usd', 'savings_usd'] : [];
  return [...Object.keys({ ...fields.required, ...fields.optional }), ...money, 'turn', 'unheard_of'];
};

const exampleOf = (type: SentEventType): Data =>
  type === 'transcript.partial'
    ? { role: 'user', text: 'Hel' }
    : { ...EVENT_SPECS[type as NamedEventType].example().data };

/** Values at the edges of every rule, and of every wrong kind. */
const EDGES: readonly unknown[] = [
  ...[null, true, false, '', 'a', 'a'.repeat(256), 'a'.repeat(257), 'b'.repeat(1_024), 'b'.repeat(1_025)],
  ...[
    'c'.repeat(4_096),
    'c'.repeat(4_097),
    '\ud800',
    '1.5',
    '0.0000000001',
    '-1',
    '9000000',
    '9000000.000000001',
    '1e3',
  ],
  ...[0, -0, -1, 0.5, 1, 1.5, 64, 65, 100, 699, 700, 1_000_000, 1_000_001, 9e6, 9e15, 9e15 + 2, 2 ** 53],
  ...[946_684_799_999, 946_684_800_000, 1_778_627_000_000.5, 7_258_118_399_999.5, 7_258_118_400_000],
  ...[316_224_000_000, 316_224_000_001, 1e300],
  ...[[], [0, 1], [0, -1], [[]], [null], ['a'], {}, { a: null }, { name: 'x' }, { name: 1 }, { name: 'n'.repeat(257) }],
  ...[{ stt: { name: 'x', model: null } }, { stt: { model: 5 } }, { stt: [] }, { realtime: 'x' }, { stt: null }],
  ...[{ stt_ms: 1 }, { stt_ms: -1 }, { stt_ms: null }, { sst_ms: null }, { sst_ms: 1 }, { response_ms: '1' }],
  ...[{ a: 'x'.repeat(16_375) }, { a: 'x'.repeat(16_376) }, { a: 'x'.repeat(16_377) }],
  ...[{ a: 'é'.repeat(8_188) }, { a: 'é'.repeat(8_189) }, { a: '👋'.repeat(4_094) }, { a: '👋'.repeat(4_095) }],
  ...[{ a: '\ud83d'.repeat(2_729) }, { a: '\ud83d'.repeat(2_730) }],
  ...[...CALL_STATUSES, ...END_REASONS, ...COST_COMPONENTS, ...LATENCY_STAGES, ...ROLES, ...TURN_OUTCOMES],
  ...['inbound', 'pipeline', 'delta', 'cumulative', 'final', 'billed', 'ok', 'error', 'measured', 'barge_in', 'user'],
];
const edge = fc.constantFrom(...EDGES);

const mutatedData = (type: SentEventType): fc.Arbitrary<Data> =>
  fc
    .tuple(fc.dictionary(fc.constantFrom(...fieldsOf(type)), edge, { maxKeys: 3, noNullPrototype: true }), fc.boolean())
    .map(([changes, fromExample]) => ({ ...(fromExample ? exampleOf(type) : {}), ...changes }));

describe.each(TYPES)('the DTO of %s and the guard on the way in', (type) => {
  it('both take the example', () => {
    const event = { type, call_id: 'call-1', data: exampleOf(type) };
    expect([refusedByDto(event), refusedByHand(event)]).toEqual([null, null]);
  });

  it('judge every edge of every field alike', () => {
    for (const field of fieldsOf(type)) {
      for (const value of EDGES) {
        expectOneVerdict({ type, call_id: 'call-1', data: { ...exampleOf(type), [field]: value } });
      }
    }
  });

  it('judge whatever is told alike', () => {
    fc.assert(
      fc.property(mutatedData(type), fc.option(edge, { freq: 4 }), (data, turn) => {
        expectOneVerdict({ type, call_id: 'call-1', data, ...(turn === null ? {} : { turn }) });
      }),
      RUNS,
    );
  });
});

describe('the DTO of the envelope and the guard on the way in', () => {
  const good = { id: 'e1', type: 'custom.note', call_id: 'call-1', occurred_at: 1_778_627_000_000, data: { turn: 3 } };
  const value: fc.Arbitrary<unknown> = fc.oneof(
    edge,
    fc.constantFrom<unknown>(
      ...['custom.x', 'custom.', 'custom.a b', 'call.hidden', 'call.ended', 'toString', 'transcript.partial', 'a\nb'],
      ...['\udc00a', 'a\ud83d\ude00', 'callscope:x', '2026-05-13T00:00:00Z', '2026-05-13', '2026-02-30T00:00:00Z', 3],
      ...[{ framework: 'f', adapter: null }, { adapter: '' }, { sdk: 1 }, { a: 'x'.repeat(65_529) }, { turn: '3' }],
      ...[{ a: 'é'.repeat(32_764) }, { a: 'é'.repeat(32_765) }, { a: 'x'.repeat(65_528) }, { turn: null }],
    ),
  );

  it('count the turn of the envelope into the size of a custom event', () => {
    for (const characters of [65_519, 65_520, 65_527, 65_528, 65_529]) {
      expectOneVerdict({ ...good, turn: 0, data: { a: 'x'.repeat(characters) } });
      expectOneVerdict({ ...good, turn: 0, data: { a: 'x'.repeat(characters - 10), turn: 0 } });
      expectOneVerdict({ ...good, turn: -0, data: { a: 'x'.repeat(characters), b: null } });
    }
  });

  it('both take a good one', () => {
    expect([refusedByDto(good), refusedByHand(good)]).toEqual([null, null]);
  });

  it('judge whatever is told alike', () => {
    const field = fc.constantFrom('id', 'type', 'call_id', 'occurred_at', 'source', 'turn', 'v', 'data');
    const changes = fc.dictionary(field, value, { maxKeys: 2, noNullPrototype: true });
    fc.assert(
      fc.property(changes, (changed) => {
        expectOneVerdict({ ...good, ...changed });
      }),
      { numRuns: RUNS.numRuns * 20 },
    );
  });
});
