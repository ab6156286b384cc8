import fc from 'fast-check';
import {
  CALL_EVENT_TYPES,
  type CallEvent,
  type CallEventType,
  EVENT_SPECS,
  LOGGED_REPORT,
  OWN_TYPES,
  type StoredEvent,
} from '@callscope/call-events';
import {
  aCallInitiated,
  aCallStarted,
  aCost,
  aHiding,
  anEnd,
  anErasure,
  anUnhiding,
  aTimeout,
  aTurnCorrected,
  costData,
  endData,
  named,
  nameless,
  party,
  shuffled,
  T0,
  turnData,
} from '../../../call-events/src/testing';

// Few different reports, so that costs meet theirs, and some meet none.
const reportId = fc.constantFrom('r1', 'r2', 'r3');
const costReportId = fc.oneof(reportId, fc.constant(LOGGED_REPORT));

const report = fc.record(
  {
    caller: party,
    callee: party,
    direction: fc.constantFrom('inbound', 'outbound', 'unknown'),
    metrics: fc.record({ provider_mode: fc.constantFrom('pipeline', 'openai_realtime', '') }),
  },
  { requiredKeys: [], noNullPrototype: true },
);

const listed = fc.option(fc.uniqueArray(fc.nat(3)), { nil: undefined });

// Nobody hinders a report from bearing the name of the call log.
const endReportId = fc.oneof({ weight: 9, arbitrary: reportId }, { weight: 1, arbitrary: fc.constant(LOGGED_REPORT) });

const reportedEnd = fc
  .tuple(endData, endReportId, report, listed)
  .map(([data, id, told, turns]) => anEnd({ ...data, report_id: id, report: told, ...(turns ? { turns } : {}) }));

// Ends without a report that contradict one another, or say little.
const poorEnd = fc
  .record(
    {
      reason: fc.constantFrom('no_answer', 'error', 'completed', 'unknown', 'unknown'),
      duration_ms: fc.constantFrom(0, 5, 60_000),
    },
    { requiredKeys: [], noNullPrototype: true },
  )
  .map((data) => anEnd(data));

const word = fc.constantFrom('a', 'b', '', 'unknown');
const provider = fc.record({ name: word, model: word }, { requiredKeys: [], noNullPrototype: true });

// Who answers and by what means, in words of which some or all say nothing.
const poorParties = fc
  .tuple(
    fc.constantFrom(aCallInitiated, aCallStarted),
    fc.record(
      {
        agent: fc.record({ id: word, name: word }, { requiredKeys: [], noNullPrototype: true }),
        providers: fc.record({ stt: provider, llm: provider }, { requiredKeys: [], noNullPrototype: true }),
      },
      { requiredKeys: [], noNullPrototype: true },
    ),
  )
  .map(([build, data]): CallEvent => build(data));

const example = fc
  .constantFrom(...CALL_EVENT_TYPES.filter((type) => !OWN_TYPES.has(type)))
  .map((type): CallEvent => ({ ...EVENT_SPECS[type].example(), call_id: 'call-1' }));

const told: fc.Arbitrary<CallEvent> = fc.oneof(
  { weight: 16, arbitrary: nameless },
  { weight: 3, arbitrary: reportedEnd },
  { weight: 2, arbitrary: poorEnd },
  { weight: 2, arbitrary: poorParties },
  { weight: 3, arbitrary: fc.tuple(costData, costReportId).map(([data, id]) => aCost({ ...data, report_id: id })) },
  { weight: 2, arbitrary: turnData.map((data) => aTurnCorrected(data)) },
  { weight: 1, arbitrary: example },
);

/** Who tells it: a report at the end of a call, the same agent by itself, somebody else, or nobody knows. */
const source = fc.constantFrom(
  { source: { framework: 'patter', adapter: 'patter' } },
  { source: { framework: 'patter', adapter: 'patter-log' } },
  { source: { framework: 'patter', adapter: 'native' } },
  { source: { framework: 'livekit', adapter: 'native' } },
  {},
);

/** Words of the service itself, which have no time but ours. An erasure is rare, for nothing undoes it. */
const own = fc
  .tuple(fc.constantFrom(aTimeout, aTimeout, aTimeout, aHiding, aHiding, anUnhiding, anUnhiding, anErasure), fc.uuid())
  .map(([build, id]): CallEvent => build({}, { id }));

const event = fc.oneof(
  { weight: 9, arbitrary: fc.tuple(named(told), source).map(([known, teller]) => ({ ...known, ...teller })) },
  { weight: 1, arbitrary: own },
);

/** Events of one call, of any type but mostly of these, as they are told for the first time. No two have one id. */
export function eventsRichIn(...types: readonly CallEventType[]): fc.Arbitrary<CallEvent[]> {
  const rich =
    types.length === 0
      ? event
      : fc.oneof(
          event,
          event.filter(({ type }) => types.includes(type)),
        );
  return fc
    .uniqueArray(rich, { minLength: 1, maxLength: 16, size: 'max', selector: ({ id }) => id })
    .filter((events) => !hasReturningReport(events));
}

/** They arrive over some minutes of ours, each at least once, some again and again. */
export function callsRichIn(...types: readonly CallEventType[]): fc.Arbitrary<StoredEvent[]> {
  return eventsRichIn(...types)
    .chain((events) => fc.tuple(fc.constant(events), fc.array(fc.constantFrom(...events), { maxLength: 5 })))
    .chain(([events, again]) => fc.tuple(shuffled([...events, ...again]), fc.array(fc.constantFrom(0, 1, 70_000))))
    .map(([arrivals, waits]) => logOf(arrivals, waits))
    .filter((events) => !hasReturningReport(events));
}

/** The same calls of which some events were never told. */
export function without(
  calls: fc.Arbitrary<StoredEvent[]>,
  isMissing: (event: StoredEvent) => boolean,
): fc.Arbitrary<StoredEvent[]> {
  return calls.map((events) => events.filter((one) => !isMissing(one))).filter((events) => events.length > 0);
}

/** What a log makes of arrivals: each id once, at rising positions, at moments of ours that never go back. */
export function logOf(arrivals: readonly CallEvent[], waits: readonly number[] = []): StoredEvent[] {
  const firsts = arrivals.filter(({ id }, index) => arrivals.findIndex((other) => other.id === id) === index);
  return firsts.map((told, index) => ({
    ...told,
    position: 3 * index + 1,
    recorded_at: waits.slice(0, index).reduce((at, wait) => at + wait, T0),
  }));
}

/** The id of a report is made of all that it says, so none comes again after another: it would be a duplicate. */
function hasReturningReport(events: readonly CallEvent[]): boolean {
  const ids = events.flatMap(({ type, data }) => (type === 'call.ended' && data.report_id ? [data.report_id] : []));
  const changes = ids.filter((id, index) => id !== ids[index - 1]);
  return new Set(changes).size < changes.length;
}
