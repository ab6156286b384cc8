import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { RUNS } from '../../../call-events/src/testing';
import { validated } from '../kernel';
import { isPatterBody } from './patter.guard';
import { PatterBody } from './patter.payload';

const FIXTURES = join(__dirname, '../../../../test/fixtures/patter');
const recorded = ['ingest-ts', 'ingest-py', 'ingest-newer'].flatMap((name) =>
  readFileSync(join(FIXTURES, `${name}.jsonl`), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as { body?: unknown })
    .map((line) => (line.body ?? line) as Record<string, unknown>),
);

/** Values that are right in some fields, and those that are nearly right. */
const VALUES: readonly unknown[] = [
  ...[
    null,
    undefined,
    '',
    'x',
    0,
    -1,
    1.5,
    3,
    1_000_001,
    9e6,
    9_000_000.1,
    5e-324,
    1e12,
    NaN,
    Infinity,
    true,
    [],
    [[]],
    {},
    [null],
    [1],
  ],
  ...['2026-01-02', '2026-01-02T03:04:05Z', '12.5', '-1', '9000001', 'x'.repeat(1_025), 'a\nb', '\ud800'],
];
const anything = fc.oneof(
  fc.constantFrom(...VALUES),
  fc.array(fc.constantFrom(null, 1, 'x', {}, [], { role: 'user', text: 'x' }, { turn_index: 1 }), { maxLength: 2 }),
);
/** Some of these fields, most often as `good` has them. */
const fields = (good: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<Record<string, unknown>> =>
  fc.record(
    Object.fromEntries(
      Object.entries(good).map(([name, value]) => [
        name,
        fc.oneof({ weight: 40, arbitrary: value }, { weight: 1, arbitrary: anything }),
      ]),
    ),
    { requiredKeys: [] },
  );

const ms = fc.oneof(fc.nat(5_000), fc.double({ min: -5, max: 5_000, noNaN: true }), fc.constant(null));
const text = fc.oneof(fc.string({ maxLength: 20 }), fc.constant(null));
const moment = fc.oneof(fc.integer({ min: 1, max: 2e9 }), fc.constantFrom('2026-01-02T03:04:05Z', null));
const usd = fc.constantFrom(0, 0.001, '0.5', null, 2);
const turn = fields({
  turn_index: fc.nat(20),
  user_text: text,
  agent_text: text,
  latency: fields({ stt_ms: ms, llm_ttft_ms: ms, agent_response_ms: ms, total_ms: ms }),
  stt_audio_seconds: ms,
  tts_characters: ms,
  timestamp: moment,
});
const body = fields({
  call_id: fc.constantFrom('a', 'call-1'),
  caller: text,
  callee: text,
  direction: text,
  status: text,
  telephony_provider: text,
  custom_params: fc.dictionary(fc.constantFrom('a', 'b'), text),
  started_at: moment,
  ended_at: moment,
  transcript: fc.array(fields({ role: fc.constant('user'), text: fc.string(), timestamp: moment }), { maxLength: 3 }),
  metrics: fields({
    duration_seconds: fc.nat(100),
    turns: fc.array(turn, { maxLength: 3 }),
    cost: fields({ stt: usd, llm: usd, total: usd }),
    latency_avg: fc.constant({}),
    provider_mode: text,
    stt_model: text,
  }),
});

const GOOD = {
  call_id: 'a',
  ...Object.fromEntries(
    ['caller', 'callee', 'direction', 'status', 'telephony_provider', 'started_at', 'ended_at'].map((name) => [
      name,
      null,
    ]),
  ),
  custom_params: {},
  transcript: [{ role: 'user', text: 'x', timestamp: 1 }],
  metrics: {
    duration_seconds: 1,
    turns: [{ turn_index: 1, user_text: 'x', agent_text: 'y', latency: { stt_ms: 1 }, timestamp: 2 }],
    cost: { stt: 0.1, total: '0.1' },
    latency_avg: {},
    provider_mode: 'x',
    stt_model: null,
  },
};

/** The same with each of its values, one after the other, replaced by this one. */
function variants(value: unknown, by: unknown): unknown[] {
  if (typeof value !== 'object' || value === null) return [by];
  const entries = Object.entries(value);
  const inside = entries.flatMap(([key, child]) =>
    variants(child, by).map((variant) => {
      const copy = (Array.isArray(value) ? [...(value as unknown[])] : { ...value }) as Record<string, unknown>;
      copy[key] = variant;
      return copy;
    }),
  );
  return [by, ...inside];
}

const isLetThrough = (value: unknown): boolean => {
  try {
    validated(PatterBody, value as Record<string, unknown>);
    return true;
  } catch {
    return false;
  }
};

describe('the guard of Patter bodies', () => {
  it('lets nothing through that the class refuses, nor anything that it would change', () => {
    let passed = 0;
    fc.assert(
      fc.property(body, (value) => {
        if (!isPatterBody(value)) return;
        passed += 1;
        expect(JSON.parse(JSON.stringify(validated(PatterBody, value as never)))).toEqual(
          JSON.parse(JSON.stringify(value)),
        );
      }),
      { numRuns: RUNS.numRuns * 5 },
    );
    expect(passed).toBeGreaterThan(10);
  });

  it('lets no value through in any field where the class refuses it', () => {
    const bodies = VALUES.flatMap((value) => variants(GOOD, value)).filter((each) => isPatterBody(each));
    expect(bodies.length).toBeGreaterThan(100);
    expect(bodies.filter((each) => !isLetThrough(each))).toEqual([]);
  });

  it('knows every body that was recorded', () => {
    expect(recorded.filter((each) => typeof each['call_id'] === 'string').every(isPatterBody)).toBe(true);
    expect(recorded.length).toBeGreaterThan(20);
  });
});
