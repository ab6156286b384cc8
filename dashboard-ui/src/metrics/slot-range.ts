import { localTime, TimeFormat } from '../format/time';
import { language } from '../words/language';
import type { Slot } from './slots';

const DAY_MS = 86_400_000;
const utc = new TimeFormat('UTC');

/**
 * `14:00–15:00`, in a window longer than a day `12 May 14–15h` or `12. Mai 14–15 Uhr`; a bucket of a day is a day of UTC
 * wherever the reader is, and says so.
 */
export function slotRange({ from, to }: Slot, withDay: boolean, time: TimeFormat = localTime): string {
  if (to - from >= DAY_MS) return `${utc.day(from)} UTC`;
  const minutes = `${time.clock(from).slice(0, 5)}–${time.clock(to).slice(0, 5)}`;
  if (!withDay) return minutes;
  const hours = /^(\d\d):00–(\d\d):00$/.exec(minutes);
  return `${time.day(from)} ${hours ? language.words.card.hours(hours[1] ?? '', hours[2] ?? '') : minutes}`;
}
