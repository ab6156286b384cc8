import type { CallEvent, StoredEvent } from '@callscope/call-events';
import fc from 'fast-check';
import { aToolEnd, aToolStart, RUNS, shuffled, stored, T0 } from '../../call-events/src/testing';
import { toolCalls } from './tool-calls';

const tools = (...events: CallEvent[]) => toolCalls(stored(events));
const at = (occurred_at: number, id?: string) => ({ occurred_at, ...(id === undefined ? {} : { id }) });

const start = aToolStart({ arguments: { day: 'Friday' }, turn: 2 }, at(T0));
const end = aToolEnd({ result: { free: true } }, at(T0 + 400));

describe('a call of a tool', () => {
  it('is one entry, whichever of its events came first', () => {
    const whole = {
      tool_call_id: 't1',
      name: 'find_slot',
      arguments: { day: 'Friday' },
      result: { free: true },
      status: 'ok',
      turn: 2,
      started_at: T0,
      ended_at: T0 + 400,
      duration_ms: 400,
      position: 2,
    };
    expect(tools(start, end)).toStrictEqual([whole]);
    expect(tools(end, start)).toStrictEqual([whole]);
  });

  it('is there though only its start was told', () => {
    expect(tools(aToolStart({}, at(T0)))).toStrictEqual([
      {
        tool_call_id: 't1',
        name: 'find_slot',
        arguments: null,
        result: null,
        status: null,
        turn: null,
        started_at: T0,
        ended_at: null,
        duration_ms: null,
        position: 1,
      },
    ]);
  });

  it('is there though only its end was told', () => {
    const [found] = tools(aToolEnd({ status: 'error', name: 'find_slot', turn: 1, duration_ms: 7 }, at(T0)));
    expect(found).toMatchObject({ name: 'find_slot', status: 'error', turn: 1, started_at: null, duration_ms: 7 });
  });

  it('lasted as long as its end says, before any difference of times', () => {
    expect(tools(start, aToolEnd({ duration_ms: 0 }, at(T0 + 400)))).toMatchObject([{ duration_ms: 0 }]);
  });

  it.each([
    ['its start tells no time', aToolStart(), end],
    ['its end tells no time', start, aToolEnd()],
    ['it ended before it began', start, aToolEnd({}, at(T0 - 1))],
  ])('lasted nobody knows how long where %s', (_where, ...events) => {
    expect(tools(...events)).toMatchObject([{ duration_ms: null }]);
  });

  it('is dated by our clock where the producer told no time', () => {
    const [found] = toolCalls(stored([aToolStart(), aToolEnd()], { recordedAt: T0 + 5 }));
    expect(found).toMatchObject({ started_at: T0 + 5, ended_at: T0 + 5 });
  });

  it('is named by its start before its end, and never by an empty text', () => {
    const named = aToolEnd({ name: 'by the end' }, at(T0 + 9));
    expect(tools(start, named)).toMatchObject([{ name: 'find_slot' }]);
    expect(tools(aToolStart({ name: '' }), named)).toMatchObject([{ name: 'by the end' }]);
    expect(tools(aToolStart({ name: '' }))).toMatchObject([{ name: null }]);
  });

  it('is, told twice, what the later telling says, and at one time that with the greater id', () => {
    const late = aToolEnd({ status: 'error' }, at(T0 + 2, 'a'));
    expect(tools(late, aToolEnd({ result: 'kept' }, at(T0 + 1, 'b')))).toMatchObject([
      { status: 'error', result: 'kept', ended_at: T0 + 2 },
    ]);
    const twin = aToolEnd({ status: 'cancelled' }, at(T0 + 2, 'b'));
    expect(tools(twin, late)).toMatchObject([{ status: 'cancelled' }]);
    expect(tools(late, twin)).toMatchObject([{ status: 'cancelled' }]);
  });

  it('keeps what is false or 0, which was told', () => {
    expect(tools(aToolStart({ arguments: 0 }), aToolEnd({ result: false }))).toMatchObject([
      { arguments: 0, result: false },
    ]);
  });

  it('has lost its words when the call was erased', () => {
    const erased = stored([aToolStart(), aToolEnd()]).map((event): StoredEvent => ({ ...event, erased: true }));
    expect(toolCalls(erased)).toMatchObject([{ name: 'find_slot', arguments: null, result: null, status: 'ok' }]);
  });
});

describe('the tools of a call', () => {
  it('stand in order of time, those of one time in the order of the log', () => {
    const events = [
      aToolStart({ tool_call_id: 'c' }, at(T0 + 9)),
      aToolEnd({ tool_call_id: 'b' }, at(T0)),
      aToolStart({ tool_call_id: 'd' }, at(T0 + 9)),
      aToolStart({ tool_call_id: 'a' }, at(T0 - 1)),
    ];
    expect(tools(...events).map((tool) => tool.tool_call_id)).toEqual(['a', 'b', 'c', 'd']);
  });

  it('are the same in whatever order their events came', () => {
    const event = fc
      .tuple(fc.boolean(), fc.constantFrom('t1', 't2'), fc.option(fc.nat(2), { nil: undefined }), fc.uuid(), fc.nat(9))
      .map(([isStart, id, turn, name, ms]): CallEvent => {
        const data = { tool_call_id: id, name, ...(turn === undefined ? {} : { turn }) };
        // The tools begin at times of their own: those of one time would stand as they came.
        const when = at(T0 + (id === 't1' ? ms : 100 + ms), name);
        return isStart ? aToolStart(data, when) : aToolEnd(data, when);
      });
    const orders = fc.array(event, { maxLength: 8 }).chain((all) => fc.tuple(fc.constant(all), shuffled(all)));
    const seen = (events: CallEvent[]) => tools(...events).map((tool) => ({ ...tool, position: 0 }));
    fc.assert(
      fc.property(orders, ([events, order]) => {
        expect(seen(order)).toEqual(seen(events));
      }),
      RUNS,
    );
  });
});
