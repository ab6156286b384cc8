import { aCallRow } from '../testing/a-call-row';
import { applyFrames, emptyBoard } from './board';
import type { Frame } from './frame';
import { heldThrough, hold, unseen } from './held-board';

const changed = (call_id: string): Frame => ({ name: 'call', data: aCallRow({ call_id }) });
const board = applyFrames(emptyBoard, [changed('known')]);

it('counts each call that changes once, and tells those that are new', () => {
  const frames = [changed('known'), changed('known'), changed('new')];
  const held = heldThrough(heldThrough(hold(board), frames), [changed('new')]);
  expect(unseen(held)).toEqual({ changedCalls: 2, newCalls: 1 });
  expect([...held.board.rows.keys()]).toEqual(['known']);
});

it('stays as it is when nothing comes of the rows', () => {
  const held = hold(board);
  expect(heldThrough(held, [{ name: 'transcript', data: { call_id: 'known', role: 'user', text: 'Hi' } }])).toBe(held);
});

it('holds no call that is hidden or erased', () => {
  const held = heldThrough(hold(board), [{ name: 'calls_removed', data: { call_ids: ['known'] } }]);
  expect(held.board.rows.size).toBe(0);
});
