import {
  eventIndexAt,
  eventIndexByTime,
  LONGEST_STAY_MS,
  playheadTimes,
  positionAsked,
  stayAt,
  stepped,
} from './scrub';

const events = [
  { position: 5, type: 'call.started' },
  { position: 8, type: 'turn.completed', occurred_at: 3000 },
  { position: 9, type: 'tool.started', occurred_at: 2500 },
  { position: 12, type: 'turn.completed', occurred_at: 7000 },
  { position: 20, type: 'call.ended', occurred_at: 9000 },
] as const;

it('takes a position between two events for the earlier one, and none before the call', () => {
  expect([1, 5, 7, 8, 11, 12, 99].map((position) => eventIndexAt(events, position))).toEqual([0, 0, 0, 1, 2, 3, 4]);
});

it('reads a position from the address and nothing else', () => {
  expect(['12', '', '-1', '1e9', 'x', null].map(positionAsked)).toEqual([12, null, null, null, null, null]);
});

it('steps events by arrows, turns by pages, and to both ends', () => {
  const keys = ['ArrowRight', 'ArrowLeft', 'PageUp', 'PageDown', 'Home', 'End', 'x'];
  expect(keys.map((key) => stepped(events, 2, key))).toEqual([3, 1, 3, 1, 0, 4, null]);
});

it('holds at the ends', () => {
  expect(stepped(events, 4, 'ArrowRight')).toBe(4);
  expect(stepped(events, 0, 'ArrowLeft')).toBe(0);
  expect(stepped(events, 4, 'PageUp')).toBe(4);
  expect(stepped(events, 0, 'PageDown')).toBe(0);
});

it('lets the playhead never run back, and finds the event of a place on the line', () => {
  const times = playheadTimes(events, 1000);
  expect(times).toEqual([1000, 3000, 3000, 7000, 9000]);
  expect([0, 1000, 2999, 3000, 6000, 99_999].map((at) => eventIndexByTime(times, at))).toEqual([0, 0, 0, 2, 2, 4]);
});

it('plays at the pace of the call, cuts silences short and lets no event pass unseen', () => {
  const times = [0, 1000, 1000, 3000, 60_000];
  expect([0, 1, 2, 3, 4].map((index) => stayAt(times, index, 1))).toEqual([1000, 300, 2000, LONGEST_STAY_MS, null]);
  expect([0, 1, 2, 3, 4].map((index) => stayAt(times, index, 4))).toEqual([300, 300, 500, LONGEST_STAY_MS, null]);
  expect(stayAt([], 0, 1)).toBeNull();
});
