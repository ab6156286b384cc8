import fc from 'fast-check';
import type { CallEnded, CallEvent, CostRecorded, TurnCompletedData } from '../events';
import { CALL_STATUSES, COST_COMPONENTS, DIRECTIONS, LATENCY_STAGES, MODES, TURN_OUTCOMES } from '../units';
import { END_REASONS } from '../events';
import {
  aCallInitiated,
  aCallStarted,
  aCost,
  aLatency,
  anEnd,
  aNote,
  aStatus,
  aTurn,
  aTurnStarted,
  T0,
} from './builders';

// Few different values everywhere, so that ties and contradictions are common.
export const party = fc.constantFrom(
  '',
  'unknown',
  '***1234',
  'sha256:0123456789abcdef',
  '+12125550110',
  '+12065550162',
);
const instant = fc.constantFrom(T0 - 3_600_000, T0 - 1_000, T0 - 999, T0, T0 + 59_000, T0 + 61_000);
const duration = fc.constantFrom(0, 1, 904.5, 60_000, 60_000.1, 3_600_000);
const amount = fc.constantFrom(0, 60, 405_000, 1_000_000_000);
const word = fc.constantFrom('deepgram', 'openai', '');

/** Any of the record's keys may be absent. */
const maybe = <T extends object>(shape: { [K in keyof T]: fc.Arbitrary<T[K]> }) =>
  fc.record(shape, { requiredKeys: [], noNullPrototype: true }) as fc.Arbitrary<Partial<T>>;

const latency = maybe(Object.fromEntries(LATENCY_STAGES.map((stage) => [stage, duration])));

const parties = maybe({
  direction: fc.constantFrom(...DIRECTIONS),
  from: party,
  to: party,
  carrier: word,
  mode: fc.constantFrom(...MODES),
  agent: fc.constantFrom({ id: 'a' }, { id: 'b', name: 'B' }),
  providers: fc.constantFrom({ stt: { name: 'deepgram' } }, { llm: { name: 'openai', model: 'gpt-5-mini' } }),
});

const status = maybe({ status: fc.constantFrom(...CALL_STATUSES), sequence: fc.constantFrom(0, 1, 2, 2 ** 50) });

export const turnData: fc.Arbitrary<Partial<TurnCompletedData>> = maybe({
  turn: fc.nat(3),
  outcome: fc.constantFrom(...TURN_OUTCOMES),
  user_text: fc.constantFrom('Hello?', ''),
  agent_text: fc.constantFrom('Good morning.', ''),
  latency,
  ended_at: instant,
});

const measured = maybe({
  stage: fc.constantFrom('response_ms', 'tts_ms', 'total_ms'),
  value_ms: duration,
  turn: fc.nat(3),
});

export const costData: fc.Arbitrary<Partial<CostRecorded['data']>> = fc.record(
  {
    component: fc.oneof({ weight: 3, arbitrary: fc.constant('llm' as const) }, fc.constantFrom(...COST_COMPONENTS)),
    amount_nano_usd: amount,
    savings_nano_usd: amount,
    basis: fc.constantFrom('billed', 'estimated', 'estimated', 'vendor_reported'),
    // A final cost outshines the others, so it is rare.
    mode: fc.constantFrom('delta', 'delta', 'cumulative', 'cumulative', 'cumulative', 'final'),
  },
  { noNullPrototype: true },
);

export const endData: fc.Arbitrary<Partial<CallEnded['data']>> = maybe({
  reason: fc.constantFrom(...END_REASONS),
  duration_ms: duration,
});

/** An event that nobody has named yet: its id and time are given when it takes its place in a call. */
export const nameless: fc.Arbitrary<CallEvent> = fc.oneof(
  parties.map((data) => aCallInitiated(data)),
  parties.map((data) => aCallStarted(data)),
  status.map((data) => aStatus(data)),
  { weight: 3, arbitrary: turnData.map((data) => aTurn(data)) },
  { weight: 3, arbitrary: costData.map((data) => aCost(data)) },
  endData.map((data) => anEnd(data)),
  { weight: 2, arbitrary: measured.map((data) => aLatency(data)) },
  fc.nat(3).map((number) => aTurnStarted({ turn: number })),
  fc.constant(undefined).map(() => aNote({ mood: 'good' })),
);

/** Gives an event an id that is its own, in no relation to its place, and a time of the producer or none. */
export function named<E extends CallEvent>(event: fc.Arbitrary<E>): fc.Arbitrary<E> {
  const id = fc.uuid().map((uuid) => ({ id: uuid }));
  const time = fc.oneof({ weight: 3, arbitrary: instant.map((at) => ({ occurred_at: at })) }, fc.constant({}));
  return fc.tuple(event, id, time).map(([known, own, at]) => ({ ...known, ...own, ...at }));
}

/** Events of one call, none with a report: no two have one id; any may come first, last or not at all. */
export const eventsOfACall: fc.Arbitrary<CallEvent[]> = fc.uniqueArray(named(nameless), {
  minLength: 1,
  maxLength: 14,
  selector: (event) => event.id,
});

/** The same things in another order. */
export function shuffled<T>(things: readonly T[]): fc.Arbitrary<T[]> {
  return fc.shuffledSubarray([...things], { minLength: things.length });
}
