import type { CallEvent, StoredEvent } from '@callscope/call-events';
import { callHead, type StatsBucket } from '@callscope/call-state';
import { MemoryEventLog } from '@callscope/event-log';
import fc from 'fast-check';
import { RUNS } from '../../../call-events/src/testing';
import { AggregatesQueries } from '../aggregates/aggregates.queries';
import { peaksOf } from '../aggregates/peaks';
import { CallsQueries } from '../calls/calls.queries';
import type { ViewsStore } from '../kernel';
import { anyStory } from '../testing/any-story';
import { BEGINNING, Story, storedInThisOrder } from '../testing/events';
import { callsAfter } from '../testing/folds';
import { everyRow, ownViews } from '../testing/own-views';
import { plainPeaks } from '../testing/plain-peaks';

const [MINUTE, HOUR, DAY] = [60_000, 3_600_000, 86_400_000];
const SIZES = { [MINUTE]: 2 * HOUR, [HOUR]: 3 * DAY, [DAY]: 12 * DAY };

/** Calls that begin within some hours and last up to one, half of them at full seconds; with all that may befall them. */
const manyCalls = fc
  .array(
    fc.record({
      id: fc.nat(30),
      at: fc.oneof(
        fc.nat(4 * 3_600).map((s) => s * 1_000),
        fc.nat(4 * HOUR),
        fc.constantFrom(HOUR, 2 * HOUR, DAY),
      ),
      does: fc.constantFrom(
        'initiated',
        'started',
        'turn',
        'ended',
        'ended',
        'busy',
        'hidden',
        'unhidden',
        'timed_out',
      ),
      duration: fc.oneof(fc.nat(3_600_000), fc.constantFrom(0, MINUTE, HOUR)),
    }),
    { minLength: 1, maxLength: 80 },
  )
  .map((steps) => {
    const story = new Story();
    return steps.map(({ id, at, does, duration }) => {
      const told = { at: Math.floor(BEGINNING / DAY) * DAY + at };
      const call = `call-${id}`;
      if (does === 'hidden' || does === 'unhidden' || does === 'timed_out') return story.own(does, call);
      if (does === 'busy') return story.status(call, { status: 'busy' }, told);
      if (does === 'ended') return story.ended(call, { duration_ms: duration }, told);
      return story[does](call, {}, told);
    });
  });
const anyCalls = fc.oneof(manyCalls, anyStory);
const moment = fc.integer({ min: -DAY, max: DAY }).map((ms) => BEGINNING + ms);

function seriesOf(views: ViewsStore, from: number, to: number, now: number): readonly StatsBucket[] {
  const query = { range: { from, to }, groupBy: null, histogram: false, comparePrevious: false };
  return new AggregatesQueries(views).stats(query, now).series;
}

const peaksIn = (series: readonly StatsBucket[]): (readonly number[])[] =>
  series.map(({ at, active_peak }) => [at, active_peak]);

describe('the laws of the most calls active at once', () => {
  it('are what counting them at every second says, at every size of bucket', () => {
    fc.assert(
      fc.property(anyCalls, moment, moment, (events, begin, now) => {
        const views = ownViews(events);
        const calls = callsAfter(events);
        for (const [size, length] of Object.entries(SIZES)) {
          const bucketMs = Number(size);
          const from = Math.floor(begin / MINUTE) * MINUTE;
          const to = from + length;
          const series = seriesOf(views, from, to, now);
          const { peakOf, active } = plainPeaks(calls, { from, to, bucketMs, now });
          expect(peaksIn(series)).toEqual(series.map(({ at }) => [at, peakOf(at)]));
          expect(series.map(({ at }) => at)).toEqual(expect.arrayContaining(active));
        }
        views.close();
      }),
      RUNS,
    );
  });

  it('are the same wherever the events are cut, and however often each was told', () => {
    const cut = fc.array(fc.tuple(fc.integer({ min: 1, max: 9 }), fc.boolean()), { minLength: 1 });
    fc.assert(
      fc.property(anyCalls, cut, (events, cuts) => {
        const whole = ownViews(events);
        const parts = ownViews();
        for (let [from, turn] = [0, 0]; from < events.length; turn += 1) {
          const [length, written] = cuts[turn % cuts.length]!;
          parts.apply(events.slice(from, (from += length)));
          if (written) parts.flush();
        }
        parts.flush();
        expect(everyRow(parts)).toBe(everyRow(whole));
        const now = BEGINNING + DAY;
        const twice = ownViews(storedInThisOrder(events.flatMap((event) => [event, event])));
        const asked = [BEGINNING - HOUR, BEGINNING + HOUR, now] as const;
        if (events.every(saysWhatItIs))
          expect(peaksIn(seriesOf(twice, ...asked))).toEqual(peaksIn(seriesOf(whole, ...asked)));
        for (const views of [whole, parts, twice]) views.close();
      }),
      RUNS,
    );
  });

  it('are the calls that are active now, in the bucket of now, when nothing else happens in it', () => {
    fc.assert(
      fc.property(anyCalls, (events) => {
        const now = BEGINNING + 3 * DAY;
        const views = ownViews(events);
        const live = callsAfter(events).filter((call) => !call.hidden && callHead(call).live).length;
        for (const [size, length] of Object.entries(SIZES)) {
          const current = Math.floor((now - 1) / Number(size)) * Number(size);
          const last = seriesOf(views, now - length, now, now).find(({ at }) => at === current);
          expect(last?.active_peak ?? 0).toBe(live);
        }
        views.close();
      }),
      RUNS,
    );
  });

  it('do not tell that calls were trimmed', async () => {
    await fc.assert(
      fc.asyncProperty(manyCalls, async (events) => {
        const log = new MemoryEventLog();
        await log.append(events.map(({ position: _p, recorded_at: _r, ...event }): CallEvent => event));
        const stored = log.read(0, 1_000);
        const views = ownViews(stored, ':memory:', log.baseline());
        const [from, now] = [BEGINNING - DAY, BEGINNING + DAY];
        const before = peaksIn(seriesOf(views, from, now, now));
        const ended = callsAfter(stored)
          .filter((call) => !callHead(call).live)
          .map(({ call_id: id }) => id);
        const source = { baseline: () => log.baseline(), call: (id: string) => log.readCall(id) };
        const outcome = ended.length > 0 ? await log.trim(views.planTrim(ended, source)) : null;
        if (outcome?.outcome === 'trimmed') views.trimmed(ended, outcome.version);
        expect(new CallsQueries(views).many(ended)).toEqual([]);
        const rebuilt = ownViews(log.read(0, 1_000), ':memory:', log.baseline());
        for (const each of [views, rebuilt]) {
          expect(new Map(peaksIn(seriesOf(each, from, now, now)) as [number, number][])).toEqual(
            new Map(before as [number, number][]),
          );
        }
      }),
      { numRuns: RUNS.numRuns / 4 },
    );
  });
});

/** What the last stored decides is told otherwise when it is told again. */
function saysWhatItIs({ type }: StoredEvent): boolean {
  return type !== 'call.timed_out';
}

describe('buckets between', () => {
  const bucket = { from: 0, to: 100 * DAY, bucketMs: DAY, told: [] as number[], now: 5.5 * DAY };
  const begins = [{ from: DAY, to: DAY + HOUR, net: 2, peak: 3 }];

  it('are told up to now while calls go on in them', () => {
    expect([...peaksOf(begins, 0, bucket)]).toEqual([1, 2, 3, 4, 5].map((day) => [day * DAY, day === 1 ? 3 : 2]));
    expect([...peaksOf([], 4, { ...bucket, from: 4 * DAY + HOUR })]).toEqual([4, 5].map((day) => [day * DAY, 4]));
    expect([...peaksOf([], 0, bucket)]).toEqual([]);
  });

  it('hold who was active until an hour at whose very beginning they all ended', () => {
    const ends = [{ from: DAY + HOUR, to: DAY + 2 * HOUR, net: -2, peak: -2 }];
    expect([...peaksOf(ends, 2, { ...bucket, from: DAY })]).toEqual([[DAY, 2]]);
    expect([...peaksOf(ends, 2, { ...bucket, from: DAY + HOUR })]).toEqual([]);
  });

  it('are told later than now only where something else is', () => {
    expect([...peaksOf(begins, 0, { ...bucket, told: [9 * DAY], now: DAY })]).toEqual([
      [DAY, 3],
      [9 * DAY, 2],
    ]);
  });

  it('are no more than a thousand, of a call that never ends', () => {
    const now = 50_000 * DAY;
    const peaks = peaksOf(begins, 0, { ...bucket, to: Number.MAX_SAFE_INTEGER, now });
    expect([peaks.size, peaks.get(now), peaks.get(DAY)]).toEqual([1_002, 2, 3]);
  });
});
