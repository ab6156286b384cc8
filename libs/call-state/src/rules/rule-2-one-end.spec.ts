import fc from 'fast-check';
import type { CallStatus, StoredEvent } from '@callscope/call-events';
import { RUNS } from '../../../call-events/src/testing';
import { callsRichIn, without } from '../testing/any-call';
import { endInForce, folded, ofType, strongest, toldAt, toldByEnds } from '../testing/in-force';
import { callRow } from '../view';

const ENDS: readonly string[] = ['completed', 'busy', 'no_answer', 'failed', 'canceled', 'voicemail'];
const ON_THE_WAY: readonly CallStatus[] = ['queued', 'initiated', 'ringing', 'in_progress', 'forwarding'];

const told = callsRichIn('call.status_changed', 'call.ended');
const byStatus = without(told, ({ type }) => type === 'call.ended');
const running = without(byStatus, ({ data }) => 'status' in data && ENDS.includes(String(data.status)));
const unreported = without(callsRichIn('call.ended'), ({ data }) => 'report_id' in data);
const calls = fc.oneof(told, unreported, byStatus, running);

function endStatus(events: readonly StoredEvent[]) {
  const words = ofType(events, 'call.status_changed').filter(({ data }) => ENDS.includes(data.status));
  const others = words.filter(({ data }) => data.status !== 'completed');
  return strongest(others.length > 0 ? others : words, ({ data }) => data.sequence ?? 0, toldAt);
}

/** How the call ended by all that was told; undefined while it runs. */
function ended(events: readonly StoredEvent[]): string | undefined {
  const [word, end] = [endStatus(events)?.data.status, endInForce(events)];
  if (!end || (word && word !== 'completed')) return word;
  const reason = toldByEnds(events).reason ?? 'completed';
  if (reason === 'error') return 'failed';
  return ['no_answer', 'busy', 'voicemail'].includes(reason) ? reason : 'completed';
}

/** How far the call has come by all that was told. */
function furthest(events: readonly StoredEvent[]): CallStatus {
  const reached = events.map((event): CallStatus => {
    if (event.type === 'call.status_changed') return event.data.status;
    if (event.type === 'call.initiated') return 'initiated';
    return ['call.started', 'turn.started', 'turn.completed', 'turn.corrected'].includes(event.type)
      ? 'in_progress'
      : 'queued';
  });
  return ON_THE_WAY[Math.max(0, ...reached.map((status) => ON_THE_WAY.indexOf(status)))]!;
}

describe('rule 2: a call', () => {
  it('has one end, which beats all that is told of its life, before or after', () => {
    fc.assert(
      fc.property(calls, (events) => {
        const { status, live } = callRow(folded(events));
        const end = ended(events);
        fc.pre(status !== 'timed_out');
        expect([status, live]).toEqual([end ?? furthest(events), end === undefined]);
      }),
      RUNS,
    );
  });

  it('ended when that end happened, for that reason', () => {
    fc.assert(
      fc.property(calls, (events) => {
        const end = endInForce(events);
        const one = end ?? endStatus(events);
        expect(callRow(folded(events))).toMatchObject({
          ended_at: one ? (one.occurred_at ?? one.recorded_at) : null,
          end_reason: toldByEnds(events).reason ?? null,
        });
      }),
      RUNS,
    );
  });

  it('never goes back to life, whatever is told of it later', () => {
    fc.assert(
      fc.property(calls, (events) => {
        const lives = events.map((_, index) => callRow(folded(events.slice(0, index + 1))));
        const over = events.findIndex((_, index) => ended(events.slice(0, index + 1)) !== undefined);
        fc.pre(over >= 0);
        expect(lives.slice(over).map(({ live }) => live)).toEqual(lives.slice(over).map(() => false));
      }),
      RUNS,
    );
  });
});
