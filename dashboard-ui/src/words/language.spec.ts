import { statusLook } from '../format/call-status';
import { plainWords } from '../format/call-words';
import { formatExactCost } from '../format/money';
import { exactLatency, formatCount, formatLatency, formatShare } from '../format/quantity';
import { formatDuration, TimeFormat } from '../format/time';
import { slotRange } from '../metrics/slot-range';
import { formatAge } from '../top/age';
import { de } from './de';
import { ENGLISH, language, speak } from './language';

const GERMAN = { code: 'de', name: 'Deutsch', locale: 'de-DE', words: de } as const;
const time = new TimeFormat('Europe/Berlin');
const AT = Date.UTC(2026, 4, 12, 22, 30, 5);
const HOUR = Date.UTC(2026, 4, 12, 12);

afterEach(() => speak(() => ENGLISH));

const told = (): string[] => [
  formatCount(12_345),
  formatLatency(72_310),
  exactLatency(4_259.8),
  formatShare(0.314),
  formatExactCost(1_234.5),
  formatDuration(266_400_000),
  formatAge(172_800_000),
  time.day(AT),
  time.clock(AT),
  slotRange({ from: HOUR, to: HOUR + 3_600_000, bucket: null }, true, time),
  statusLook({ status: 'no_answer', live: false }).word,
  plainWords('user_hangup'),
  plainWords('cut_by_hand'),
];

it('is English as long as no page says otherwise', () => {
  expect(language.code).toBe('en');
  expect(told()).toEqual([
    '12,345',
    '72.3 s',
    '4259.8 ms',
    '31%',
    '$1,234.500000',
    '3d 2h',
    '2 d',
    '13 May',
    '00:30:05',
    '12 May 14–15h',
    'No answer',
    'user hangup',
    'cut by hand',
  ]);
});

it('goes over to German with all its numbers, money and times, and back', () => {
  const english = told();
  speak(() => GERMAN);
  expect(language.code).toBe('de');
  expect(told().map((text) => text.replace('\u00a0', ' '))).toEqual([
    '12.345',
    '72,3 s',
    '4259,8 ms',
    '31 %',
    '1.234,500000 $',
    '3 T 2 h',
    '2 T',
    '13. Mai',
    '00:30:05',
    '12. Mai 14–15 Uhr',
    'Keine Antwort',
    'Anrufer legte auf',
    'cut by hand',
  ]);
  speak(() => ENGLISH);
  expect(told()).toEqual(english);
});
