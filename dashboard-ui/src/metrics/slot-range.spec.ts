import { TimeFormat } from '../format/time';
import { slotRange } from './slot-range';

const AT = Date.UTC(2026, 4, 12, 14);
const slot = (hours: number) => ({ from: AT, to: AT + hours * 3_600_000, bucket: null });

it.each([
  ['an hour', slot(1), false, 'UTC', '14:00–15:00'],
  ['an hour of a longer window', slot(1), true, 'UTC', '12 May 14–15h'],
  ['such an hour elsewhere', slot(1), true, 'Asia/Kolkata', '12 May 19:30–20:30'],
  ['an hour elsewhere', slot(1), false, 'Asia/Kolkata', '19:30–20:30'],
  ['a day, which is one of UTC wherever the reader is', slot(24), true, 'America/Los_Angeles', '12 May UTC'],
])('tells the range of %s', (_, told, withDay, zone, text) => {
  expect(slotRange(told, withDay, new TimeFormat(zone))).toBe(text);
});
