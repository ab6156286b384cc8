import { type CallEvent, EVENT_SPECS, type StoredEvent } from '@callscope/call-events';
import { callDetail } from '@callscope/call-state';
import { LiveTurns } from './live-turns';
import { FakeLog } from './testing/fake-log';

describe('LiveTurns', () => {
  let log: FakeLog;
  let turns: LiveTurns;
  beforeEach(() => {
    log = new FakeLog();
    turns = new LiveTurns(log);
  });

  /** Stores events and answers what is told of them, as `call turn@position`. */
  function tell(...events: Partial<CallEvent>[]): string[] {
    const after = log.head;
    for (const event of events) {
      const position = log.head + 1;
      log.events.push({ id: String(position), v: 1, recorded_at: position, position, ...event } as StoredEvent);
    }
    const changed = turns.changed(after, log.head);
    for (const { data } of changed) {
      const { call_id: callId, ...turn } = data;
      const inFull = callDetail(log.readCall(callId))!;
      expect([...inFull.turns, inFull.open_turn]).toContainEqual(turn);
    }
    return changed.map(({ event, position, data }) => {
      return `${data.call_id} ${data.turn}@${position}${event === 'turn' ? '' : ' goes on'}`;
    });
  }

  const completed = (call_id: string, turn: number): Partial<CallEvent> => {
    return { type: 'turn.completed', call_id, data: { turn, outcome: 'completed', latency: { response_ms: 900 } } };
  };
  const measured = (call_id: string, turn: number): Partial<CallEvent> => {
    return { ...EVENT_SPECS['latency.recorded'].example(), call_id, data: { stage: 'stt_ms', value_ms: 90, turn } };
  };

  const begun = (call_id: string, turn: number): Partial<CallEvent> => ({
    type: 'turn.started',
    call_id,
    data: { turn },
  });
  const said = (call_id: string, turn: number): Partial<CallEvent> => {
    return { type: 'transcript.final', call_id, data: { turn, role: 'user', text: 'Hello?' } };
  };

  it('tells each turn that changed, as the call in full has it, where it changed last', () => {
    expect(tell(completed('a', 0), completed('b', 0), completed('a', 1))).toEqual(['a 0@1', 'b 0@2', 'a 1@3']);
    expect(tell(measured('a', 0), completed('a', 2))).toEqual(['a 0@4', 'a 2@5']);
  });

  it('tells of a turn that goes on what is known of it, until it is over', () => {
    expect(tell(measured('a', 0))).toEqual(['a 0@1 goes on']);
    expect(tell(begun('a', 0), said('a', 0))).toEqual(['a 0@3 goes on']);
    expect(tell(completed('a', 0))).toEqual(['a 0@4']);
    expect(tell(said('a', 0))).toEqual([]);
    expect(tell(begun('a', 0), measured('a', 1))).toEqual(['a 0@6', 'a 1@7 goes on']);
    expect(tell(measured('a', 0))).toEqual(['a 0@8']);
  });

  it('tells of no turn that goes on when its call is over or hidden', () => {
    expect(tell(measured('a', 0), { ...EVENT_SPECS['call.ended'].example(), call_id: 'a' })).toEqual([]);
    expect(tell(measured('b', 0), { type: 'call.hidden', call_id: 'b', data: {} })).toEqual([]);
    expect(tell(measured('b', 1))).toEqual([]);
  });

  const own = (type: 'call.hidden' | 'call.unhidden' | 'call.timed_out', call_id = 'a'): Partial<CallEvent> => {
    return { type, call_id, data: {} };
  };
  const priced: Partial<CallEvent> = { ...EVENT_SPECS['cost.recorded'].example(), call_id: 'a' };

  it.each<[string, Partial<CallEvent>, Partial<CallEvent>]>([
    ['hiding', own('call.hidden'), own('call.unhidden')],
    ['a time-out', own('call.timed_out'), priced],
  ])('tells of the turn that goes on when its call comes back from %s', (_, away, back) => {
    expect(tell(measured('a', 0))).toEqual(['a 0@1 goes on']);
    expect(tell(away)).toEqual([]);
    expect(tell(back)).toEqual(['a 0@3 goes on']);
    expect(tell(priced)).toEqual([]);

    // Nobody has followed it for a while: it is read from the log.
    turns = new LiveTurns(log);
    expect(tell(away)).toEqual([]);
    turns = new LiveTurns(log);
    expect(tell(back)).toEqual(['a 0@6 goes on']);
    expect(tell(measured('a', 0), away, back)).toEqual(['a 0@9 goes on']);
    expect(tell(measured('a', 0), away, back, measured('a', 0))).toEqual(['a 0@13 goes on']);
  });

  it('tells nothing of the return of a call that has no turn that goes on', () => {
    tell(completed('a', 0), own('call.hidden'), measured('b', 0), own('call.hidden', 'b'));
    expect(tell(own('call.unhidden'))).toEqual([]);
    expect(tell(own('call.timed_out', 'b'), own('call.unhidden', 'b'))).toEqual([]);
  });

  it('reads no call from the log that was never away when nothing is told of its turns', () => {
    tell(priced, { ...priced, call_id: 'b' }, own('call.timed_out', 'c'));
    expect(log.reads.call).toBe(0);
  });

  it('reads a call once, and then only what is new', () => {
    for (let turn = 0; turn < 5; turn += 1) tell(completed('a', turn));
    const reads = log.reads.call;
    turns.changed(log.head, log.head);
    expect(reads - 5).toBe(1);
  });

  it('goes on from the log where it did not hear of some events', () => {
    tell(completed('a', 0));
    log.events.push({
      ...log.events[0]!,
      id: 'x',
      position: 2,
      data: { turn: 1, outcome: 'completed' },
    } as StoredEvent);
    expect(tell(measured('a', 1))).toEqual(['a 1@3']);
  });

  it('tells nothing of a hidden call', () => {
    tell(completed('a', 0), { type: 'call.hidden', call_id: 'a', data: {} });
    expect(tell(completed('a', 1))).toEqual([]);
  });

  it('leaves turns out when events are so large that the log gives fewer at a time, and goes on from the log', () => {
    tell(completed('a', 0));
    log.most = 2;
    expect(tell(completed('b', 0), completed('b', 1), completed('a', 1))).toEqual([]);
    expect(tell(completed('a', 2), measured('a', 2))).toEqual(['a 2@6']);
    log.most = Infinity;
    expect(tell(measured('a', 1))).toEqual(['a 1@7']);
  });

  it('leaves turns out when there are too many events at once', () => {
    expect(tell(...Array.from({ length: 2_000 }, (_, turn) => completed('a', turn)))).toEqual([]);
    expect(tell(completed('a', 2_001))).toEqual(['a 2001@2001']);
  });
});
