import { aCallRow } from '../testing/a-call-row';
import { shortCallId } from './call-id';
import { statusLook } from './call-status';
import { callFacts, durationAt } from './call-words';
import { formatCost, formatExactCost, formatTotalCost } from './money';
import { shownPercentile } from './percentile-shown';
import { exactLatency, formatLatency } from './quantity';
import { formatDuration, TimeFormat } from './time';

describe('latencies', () => {
  it('have no decimals, and are told in seconds from a minute on', () => {
    expect(formatLatency(1042.6)).toBe('1,043 ms');
    expect(formatLatency(59_999)).toBe('59,999 ms');
    expect(formatLatency(72_310)).toBe('72.3 s');
  });

  it('keep what was measured for the title', () => {
    expect(exactLatency(259.8)).toBe('259.8 ms');
  });
});

describe('money', () => {
  it('has four decimals in lists and six beside a call', () => {
    expect(formatCost(0.018312)).toBe('$0.0183');
    expect(formatExactCost(0.018312)).toBe('$0.018312');
  });

  it('is summed in cents once there is a dollar', () => {
    expect(formatTotalCost(114.934)).toBe('$114.93');
    expect(formatTotalCost(0.0599)).toBe('$0.0599');
  });
});

describe('durations', () => {
  it.each([
    [0, '0:00'],
    [53_999, '0:53'],
    [2_110_170, '35:10'],
    [14_400_000, '4:00:00'],
    [266_400_000, '3d 2h'],
    [-5000, '0:00'],
  ])('%d ms reads %s', (ms, text) => {
    expect(formatDuration(ms)).toBe(text);
  });

  it('are told where they were, run while live, and are unknown otherwise', () => {
    const now = (): number => 9000;
    expect(durationAt(aCallRow({ duration_ms: 1234, started_at: 0 }), now)).toBe(1234);
    expect(durationAt(aCallRow({ live: true, started_at: 2000 }), now)).toBe(7000);
    expect(durationAt(aCallRow({ live: true, initiated_at: 10_000 }), now)).toBe(0);
    expect(durationAt(aCallRow({ started_at: 2000 }), now)).toBeNull();
    expect(durationAt(aCallRow({ live: true }), now)).toBeNull();
  });
});

describe('times', () => {
  const time = new TimeFormat('Europe/Berlin');
  const at = Date.UTC(2026, 4, 12, 22, 30, 5);

  it('are of the chosen zone', () => {
    expect(time.clock(at)).toBe('00:30:05');
    expect(time.day(at)).toBe('13 May');
    expect(time.instant(at)).toContain('2026');
    expect(time.zoneName(at)).toMatch(/CEST|GMT\+2/);
  });
});

describe('percentiles', () => {
  const summary = { n: 9, p50: 860, p95: 1900 };

  it('show p50 below ten turns and p95 from ten on', () => {
    expect(shownPercentile(summary)).toMatchObject({ name: 'p50', ms: 860 });
    expect(shownPercentile({ ...summary, n: 10 })).toMatchObject({ name: 'p95', ms: 1900, p50: 860 });
  });

  it('show nothing where nothing was measured', () => {
    expect(shownPercentile({ n: 0, p50: null, p95: null })).toBeNull();
  });
});

describe('words of a call', () => {
  it('keep both ends of a long id', () => {
    expect(shortCallId('v3:qH1A6cfThC0Ppl5MkAO316tTlM8J13pvSpgu9FN3nD2')).toBe('v3:qH1A6…FN3nD2');
    expect(shortCallId('demo-1')).toBe('demo-1');
  });

  it('name what is known of agent, mode and carrier', () => {
    expect(callFacts(aCallRow({ agent: { id: 'a1' }, mode: 'pipeline' }))).toEqual(['a1', 'pipeline']);
    expect(callFacts(aCallRow())).toEqual([]);
  });

  it('mark a live call with the dot and a failed one as bad', () => {
    expect(statusLook({ status: 'in_progress', live: true })).toEqual({ word: 'Live', tone: 'live', icon: null });
    expect(statusLook({ status: 'failed', live: false })).toMatchObject({ word: 'Failed', tone: 'bad' });
    expect(statusLook({ status: 'timed_out', live: false })).toMatchObject({ word: 'Timed out', tone: 'calm' });
  });

  it('show a status that a newer service sends as it is', () => {
    expect(statusLook({ status: 'parked' as 'busy', live: false })).toMatchObject({ word: 'parked', tone: 'calm' });
  });
});
