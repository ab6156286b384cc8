import fc from 'fast-check';
import type { StoredEvent } from '@callscope/call-events';
import { aTimeout, RUNS } from '../../../call-events/src/testing';
import { callsRichIn, logOf } from '../testing/any-call';
import { folded, lastStored } from '../testing/in-force';
import { callRow } from '../view';

/** Words of the service about what is shown: they tell nothing of the call. */
const OF_THE_SHELF: readonly string[] = ['call.hidden', 'call.unhidden', 'call.erased'];
const ENDS: readonly string[] = ['completed', 'busy', 'no_answer', 'failed', 'canceled', 'voicemail'];

function givenUp(events: readonly StoredEvent[]): boolean {
  return lastStored(events.filter(({ type }) => !OF_THE_SHELF.includes(type)))?.type === 'call.timed_out';
}

function isOver(events: readonly StoredEvent[]): boolean {
  return events.some(({ type, data }) =>
    type === 'call.status_changed' ? ENDS.includes(data.status) : type === 'call.ended',
  );
}

// Half of the calls are given up at last.
const calls = fc
  .tuple(callsRichIn('call.timed_out'), fc.boolean())
  .map(([events, last]) => (last ? logOf([...events, aTimeout({}, { id: 'given up' })]) : events));

describe('rule 5: a call that was given up', () => {
  it('is timed out as long as nothing was told since, and nothing tells its end', () => {
    fc.assert(
      fc.property(calls, (events) => {
        const { status, live, flags } = callRow(folded(events));
        const timedOut = givenUp(events);
        expect(flags.includes('timed_out')).toBe(timedOut);
        expect(status === 'timed_out').toBe(timedOut && !isOver(events));
        expect(live).toBe(!timedOut && !isOver(events));
      }),
      RUNS,
    );
  });

  it('is by any later event what its other events say', () => {
    fc.assert(
      fc.property(calls, (events) => {
        const others = events.filter(({ type }) => type !== 'call.timed_out');
        fc.pre(!givenUp(events) && others.length > 0);
        const row = (all: readonly StoredEvent[]) => ({ ...callRow(folded(all)), position: 0 });
        expect(row(events)).toEqual(row(others));
      }),
      RUNS,
    );
  });
});
