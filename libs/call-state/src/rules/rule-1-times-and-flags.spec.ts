import fc from 'fast-check';
import type { StoredEvent } from '@callscope/call-events';
import { RUNS } from '../../../call-events/src/testing';
import { callsRichIn, without } from '../testing/any-call';
import { endInForce, folded, ofType, strongest, toldAt, toldByEnds } from '../testing/in-force';
import { callRow } from '../view';

const told = callsRichIn('call.started', 'call.ended', 'call.status_changed');
const calls = fc.oneof(
  told,
  without(told, ({ type }) => type === 'call.ended'),
  without(told, ({ data }) => 'report_id' in data),
);

/** When something happened: as its producer says, else as we heard of it. */
const at = (event: StoredEvent | undefined): number | null => event?.occurred_at ?? event?.recorded_at ?? null;

/** The end that stands, by an event of its own or by a status. */
function end(events: readonly StoredEvent[]): StoredEvent | undefined {
  const running = ['queued', 'initiated', 'ringing', 'in_progress', 'forwarding'];
  const words = ofType(events, 'call.status_changed').filter(({ data }) => !running.includes(data.status));
  const said = strongest(
    words,
    ({ data }) => (data.status === 'completed' ? 0 : 1),
    ({ data }) => data.sequence ?? 0,
    toldAt,
  );
  return endInForce(events) ?? said;
}

function expectedTimes(events: readonly StoredEvent[]) {
  const [start, over] = [strongest(ofType(events, 'call.started'), toldAt), end(events)];
  const duration = toldByEnds(events).duration_ms;
  const [startedAt, endedAt] = [start?.occurred_at, over?.occurred_at];
  const reckoned = over && duration !== undefined ? at(over)! - duration : undefined;
  const told = startedAt !== undefined && endedAt !== undefined ? endedAt - startedAt : null;
  return {
    initiated_at: at(strongest(ofType(events, 'call.initiated'), toldAt)),
    started_at: startedAt ?? reckoned ?? at(start),
    ended_at: at(over),
    // A reported duration stands; a difference that is negative is none.
    duration_ms: over ? (duration ?? (told !== null && told >= 0 ? told : null)) : null,
  };
}

function expectedFlags(events: readonly StoredEvent[]): string[] {
  const { started_at: startedAt, ended_at: endedAt } = expectedTimes(events);
  const endedByItsProducer = end(events)?.occurred_at ?? Infinity;
  const facts = ofType(events, 'turn.completed', 'turn.corrected', 'cost.recorded');
  const flags = {
    implicit_start: ofType(events, 'call.initiated', 'call.started').length === 0,
    late_events: facts.some((event) => toldAt(event) > endedByItsProducer),
    clock_skew:
      (startedAt !== null && endedAt !== null && endedAt < startedAt) ||
      events.some((event) => toldAt(event) > event.recorded_at + 60_000),
  };
  return Object.entries(flags).flatMap(([flag, is]) => (is ? [flag] : []));
}

describe('rule 1: whatever the order of its events, a call', () => {
  it('has the times that its events tell, and no duration by a clock that lies', () => {
    fc.assert(
      fc.property(calls, (events) => {
        expect(callRow(folded(events))).toMatchObject(expectedTimes(events));
      }),
      RUNS,
    );
  });

  it('says of itself what is doubtful', () => {
    fc.assert(
      fc.property(calls, (events) => {
        const flags = callRow(folded(events)).flags.filter((flag) => flag !== 'timed_out');
        expect(flags).toEqual(expectedFlags(events));
      }),
      RUNS,
    );
  });
});
