import { anEnd, aTurn, stored } from '../../../../libs/call-events/src/testing';
import { DoorError } from '../door/http-problem';
import { eventFilter } from './event-filter';

const events = stored([aTurn({}, { call_id: 'a' }), anEnd({}, { call_id: 'a' }), anEnd({}, { call_id: 'b' })]);

/** Positions of the events that a reader of this query wants; null when it wants all of them. */
function wanted(query: Record<string, unknown>): number[] | null {
  const filter = eventFilter(query);
  return filter && events.filter((event) => filter.accepts(event)).map((event) => event.position);
}

describe('eventFilter', () => {
  it.each([
    [{}, null],
    [{ after: '7', limit: '3' }, null],
    [{ types: 'call.ended' }, [2, 3]],
    [{ types: 'turn.completed,call.ended' }, [1, 2, 3]],
    [{ types: 'custom.note' }, []],
    [{ call_id: 'a' }, [1, 2]],
    [{ call_id: 'nobody' }, []],
    [{ types: 'call.ended', call_id: 'a' }, [2]],
  ])('of %j lets pass %j', (query, positions) => {
    expect(wanted(query)).toEqual(positions);
  });

  it('names the call, so that the log can look there alone', () => {
    expect(eventFilter({ call_id: 'a' })?.callId).toBe('a');
    expect(eventFilter({ types: 'call.ended' })?.callId).toBeNull();
  });

  it.each([
    [{ types: 'call.finished' }, 'types'],
    [{ types: 'call.ended,' }, 'types'],
    [{ types: 'call.ended, turn.completed' }, 'types'],
    [{ types: 'toString' }, 'types'],
    [{ types: ['call.ended', 'call.started'] }, 'types'],
    [{ call_id: ['a', 'b'] }, 'call_id'],
  ])('refuses %j, since an ignored filter shows too much', (query, field) => {
    const attempt = (): unknown => eventFilter(query);
    expect(attempt).toThrow(DoorError);
    expect(attempt).toThrow(new RegExp(`^${field} must be`));
  });
});
