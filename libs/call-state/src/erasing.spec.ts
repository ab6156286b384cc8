import type { CallEvent, StoredEvent } from '@callscope/call-events';
import fc from 'fast-check';
import { aCallStarted, anEnd, anErasure, aStatus, RUNS, stored } from '../../call-events/src/testing';
import { type CallState, evolveCall } from './call-state';
import { eventsRichIn } from './testing/any-call';
import { withoutPersons } from './testing/without-persons';
import { callRow } from './view';

const fold = (events: readonly StoredEvent[]): CallState => events.reduce<CallState | null>(evolveCall, null)!;

describe('a call that is erased', () => {
  it('is the same, byte for byte, whether its events were taken in before or after', () => {
    const story = eventsRichIn('call.started', 'call.initiated', 'call.ended', 'call.status_changed').map((events) =>
      stored([...events.filter(({ type }) => type !== 'call.erased'), anErasure()] as CallEvent[]),
    );
    fc.assert(
      fc.property(story, (events) => {
        expect(JSON.stringify(fold(events))).toBe(JSON.stringify(fold(events.map(withoutPersons))));
      }),
      RUNS,
    );
  });

  it('says nothing of a person any more, and still what was measured', () => {
    const events = [
      aCallStarted({ direction: 'inbound', from: '+12065550142', to: '***99', carrier: 'twilio' }),
      aStatus({ status: 'failed', raw_status: 'webhook_error' }),
      anEnd({
        report_id: 'r',
        duration_ms: 9_000,
        report: { caller: '+12065550142', metrics: { cost: { total: 3 } } },
      }),
    ];
    expect(callRow(fold(stored(events)))).toMatchObject({ from: '+12065550142', to: '***99' });
    const erased = fold(stored([...events, anErasure()]));
    for (const personal of ['2065550142', '***99', 'webhook_error']) {
      expect(JSON.stringify(erased)).not.toContain(personal);
    }
    expect(callRow(erased)).toMatchObject({ from: null, to: null, carrier: 'twilio', status: 'failed' });
    expect(erased).toMatchObject({ hidden: true, erased: true, end: { duration_ms: 9_000 } });
  });
});

describe('a number that this service has masked', () => {
  it('never takes the place of a real one, and stands where nobody tells the real one', () => {
    const masked = aCallStarted({ direction: 'inbound', from: '+1***42' }, { id: 'later' });
    expect(callRow(fold(stored([masked]))).from).toBe('+1***42');
    const real = anEnd({ report_id: 'r', report: { caller: '+12065550142' } });
    expect(callRow(fold(stored([masked, real]))).from).toBe('+12065550142');
  });
});
