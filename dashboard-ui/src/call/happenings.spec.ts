import type { CallDetail } from '@callscope/call-state';
import { aCallRow } from '../testing/a-call-row';
import { happenedIn } from './happenings';

const aDetail = (given: Partial<CallDetail>): CallDetail => {
  const lists = {
    turns: [],
    open_turn: null,
    transcript: [],
    tools: [],
    interruptions: [],
    errors: [],
    recordings: [],
  };
  return { call: aCallRow(), ...lists, position: 1, ...given };
};

it('has no group for what did not happen', () => {
  expect(happenedIn(aDetail({}), 0)).toEqual([]);
});

it('lists interruptions and errors together in order of time', () => {
  const error = { component: 'llm', code: '503', message: null, fatal: true, at: 9000, turn: 2, position: 5 };
  const cut = { kind: 'barge_in' as const, detection_ms: null, halt_ms: 84, at: 4000, turn: null, position: 6 };
  const [group] = happenedIn(aDetail({ errors: [error], interruptions: [cut] }), 1000);
  expect(group?.all.map(({ what, end, note, more }) => [what, end, note, ...more])).toEqual([
    ['barge in · 0:03', '84', 'to halt'],
    ['llm 503 error · turn 2 · 0:08', '', 'fatal', 'message erased'],
  ]);
});

it('shows a tool with what it was given and what it gave', () => {
  const times = { started_at: null, ended_at: null, duration_ms: 206 };
  const tool = {
    tool_call_id: 't',
    name: 'refund',
    arguments: { usd: 3 },
    result: null,
    status: 'ok' as const,
    turn: 7,
  };
  const [group] = happenedIn(aDetail({ tools: [{ ...tool, ...times, position: 2 }] }), 0);
  expect(group?.all[0]).toMatchObject({
    what: 'refund · turn 7',
    end: '206',
    unit: 'ms',
    note: 'ok',
    more: ['{"usd":3}', ''],
  });
});
