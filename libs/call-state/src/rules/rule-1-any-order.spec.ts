import fc from 'fast-check';
import { type CallStartedData, LATENCY_STAGES, type LatencyStages, type StoredEvent } from '@callscope/call-events';
import { RUNS, shuffled } from '../../../call-events/src/testing';
import type { CallState } from '../call-state';
import { callsRichIn, eventsRichIn, logOf } from '../testing/any-call';
import { endInForce, folded, lastStored, ofType, strongest, toldAt, turnsInForce } from '../testing/in-force';
import { withoutPersons } from '../testing/without-persons';
import { latencyOf } from '../turns';
import { callRow, costsOf, turnsOf } from '../view';

type Fields = Readonly<Record<string, unknown>>;

/** What one event says about the call itself, and how far it is believed. */
interface Saying {
  readonly event: StoredEvent;
  readonly rank: number;
  readonly says: Fields;
}

/** Without all in it that says nothing, and without objects that are empty then. */
function spoken(value: unknown): unknown {
  if (value === null || typeof value !== 'object') return isReal(value) ? value : undefined;
  const said = Object.entries(value).map(([name, member]) => [name, spoken(member)] as const);
  const kept = said.filter(([, member]) => member !== undefined);
  return kept.length > 0 ? Object.fromEntries(kept) : undefined;
}

function saidBy({ agent, providers, ...rest }: CallStartedData): Fields {
  return { ...rest, agent: spoken(agent), providers: spoken(providers) };
}

/** Of a call that was erased only what tells of nobody is believed. */
function sayings(told: readonly StoredEvent[]): Saying[] {
  const events = ofType(told, 'call.erased').length > 0 ? told.map(withoutPersons) : told;
  const end = endInForce(events);
  return [
    ...ofType(events, 'call.started').map((event) => ({ event, rank: 3, says: saidBy(event.data) })),
    ...ofType(events, 'call.initiated').map((event) => ({ event, rank: 2, says: saidBy(event.data) })),
    ...(end ? [{ event: end, rank: 1, says: reported(end.data.report) }] : []),
  ];
}

function reported(report: Fields | undefined): Fields {
  const mode = (report?.['metrics'] as Fields | undefined)?.['provider_mode'];
  return {
    from: report?.['caller'],
    to: report?.['callee'],
    direction: report?.['direction'],
    mode: { pipeline: 'pipeline', openai_realtime: 'realtime' }[String(mode)],
  };
}

const isReal = (value: unknown): boolean => ![undefined, '', 'unknown'].includes(value as string);
const isMasked = (value: unknown): boolean => typeof value === 'string' && /^(\*\*\*|sha256:)/.test(value);

function field(events: readonly StoredEvent[], name: string): unknown {
  const said = sayings(events).filter(({ says }) => isReal(says[name]));
  const unmasked = said.filter(({ says }) => !isMasked(says[name]));
  const believed = unmasked.length > 0 ? unmasked : said;
  const ranks = new Map(believed.map(({ event, rank }) => [event.id, rank]));
  const winner = strongest(
    believed.map(({ event }) => event),
    ({ id }) => ranks.get(id)!,
    toldAt,
  );
  return believed.find(({ event }) => event === winner)?.says[name];
}

/** The latencies that count of each turn: a stage that the turn lacks is filled from `latency.recorded`. */
function latencies(events: readonly StoredEvent[]): [string, LatencyStages][] {
  return turnsInForce(events).map(({ id, data }) => {
    const stages = LATENCY_STAGES.flatMap((stage) => {
      const apart = ofType(events, 'latency.recorded').filter(
        (event) => event.data.turn === data.turn && event.data.stage === stage,
      );
      const value = data.latency?.[stage] ?? strongest(apart, toldAt)?.data.value_ms;
      return value === undefined ? [] : [[stage, value] as const];
    });
    return [id, Object.fromEntries(stages)];
  });
}

function isHidden(events: readonly StoredEvent[]): boolean {
  if (ofType(events, 'call.erased').length > 0) return true;
  return lastStored(ofType(events, 'call.hidden', 'call.unhidden'))?.type === 'call.hidden';
}

describe('rule 1: whatever the order of its events and however often each arrives, a call', () => {
  it('takes each fact from whoever is believed most', () => {
    const calls = callsRichIn('call.initiated', 'call.started', 'call.ended');
    fc.assert(
      fc.property(calls, (events) => {
        const { direction, from, to, carrier, mode, agent, providers } = callRow(folded(events));
        const names = ['direction', 'from', 'to', 'carrier', 'mode', 'agent', 'providers'];
        expect([direction, from, to, carrier, mode, agent, providers]).toEqual(
          names.map((name) => field(events, name) ?? (name === 'direction' ? 'unknown' : null)),
        );
      }),
      RUNS,
    );
  });

  it('counts each turn once, as the event in force tells it, with what was measured apart', () => {
    const calls = callsRichIn('turn.completed', 'turn.corrected', 'latency.recorded', 'call.ended');
    fc.assert(
      fc.property(calls, (events) => {
        const counted = turnsOf(folded(events));
        expect(counted.map((turn) => [turn.id, latencyOf(turn)])).toEqual(latencies(events));
        expect(counted.map(({ outcome }) => outcome)).toEqual(turnsInForce(events).map(({ data }) => data.outcome));
      }),
      RUNS,
    );
  });

  it('is hidden by the last stored word, and for good once it is erased', () => {
    fc.assert(
      fc.property(callsRichIn('call.hidden', 'call.unhidden'), (events) => {
        expect(folded(events).hidden).toBe(isHidden(events));
      }),
      RUNS,
    );
  });

  it('is the same call', () => {
    const ends = eventsRichIn('call.ended').map((events) => events.filter(({ data }) => !('report_id' in data)));
    const pairs = fc.oneof(eventsRichIn(), ends).chain((events) => {
      // What the service says of a silence depends on when it says so: rule 5.
      const told = events.filter(({ type }) => type !== 'call.timed_out');
      return fc.tuple(fc.constant(told), shuffled([...told, ...told]));
    });
    fc.assert(
      fc.property(
        pairs.filter(([events]) => events.length > 0),
        ([events, arrivals]) => {
          const [here, there] = [folded(logOf(events)), folded(inPlace(logOf(arrivals), logOf(events)))];
          expect(seen(there)).toEqual(seen(here));
        },
      ),
      RUNS,
    );
  });

  function seen(state: CallState): unknown {
    return { ...callRow(state), position: 0, hidden: state.hidden, costs: [...costsOf(state)] };
  }

  /** The events in the first order, but those whose order decides in that of the second. */
  function inPlace(events: readonly StoredEvent[], model: readonly StoredEvent[]): StoredEvent[] {
    const ordered = model.filter(decidesByPosition);
    return events.map((event) => ({
      ...(decidesByPosition(event) ? ordered.shift()! : event),
      position: event.position,
    }));
  }

  function decidesByPosition({ type, data }: StoredEvent): boolean {
    if (type === 'call.ended') return data.report_id !== undefined;
    return ['turn.corrected', 'call.hidden', 'call.unhidden'].includes(type);
  }
});
