import type { Stats, StatsBucket } from '@callscope/call-state';
import { getJson, post } from './support/http';
import { type RunningService, startService } from './support/service';
import { StreamReader } from './support/stream';

const [MINUTE, HOUR, DAY] = [60_000, 3_600_000, 86_400_000];
/** Long ago, and a midnight. */
const NIGHT = 1_700_006_400_000;

let service: RunningService;

beforeEach(async () => {
  service = await startService();
});

const started = (call_id: string, occurred_at: number): object => {
  return { type: 'call.started', call_id, occurred_at, data: { direction: 'inbound' } };
};
const ended = (call_id: string, occurred_at: number): object => {
  return { type: 'call.ended', call_id, occurred_at, data: { reason: 'completed' } };
};
const call = (call_id: string, from: number, to: number): object[] => [started(call_id, from), ended(call_id, to)];

const tell = async (...events: object[]): Promise<void> => {
  expect((await post(`${service.url}/api/v2/events`, events)).body).toMatchObject({ accepted: events.length });
};
const seriesOf = async (query: string): Promise<Stats['series']> =>
  (await getJson<Stats>(`${service.url}/api/v2/stats?${query}`)).body.series;
/** Of each bucket so many of its length after the night began. */
const peaks = async (query: string, bucketMs: number): Promise<number[][]> =>
  (await seriesOf(query)).map(({ at, active_peak }) => [(at - NIGHT) / bucketMs, active_peak]);

describe('the most calls active at once', () => {
  beforeEach(() =>
    tell(
      ...call('a', NIGHT + 30_000, NIGHT + 5 * MINUTE),
      ...call('b', NIGHT + 40_000, NIGHT + 50_000),
      // Begins in the second in which the other one ends.
      ...call('c', NIGHT + 50_000, NIGHT + 70_000),
      ...call('d', NIGHT + 23.5 * HOUR, NIGHT + DAY + 1_000),
    ),
  );

  it('is told of each bucket, whatever its size', async () => {
    const minutes = `from=${NIGHT}&to=${NIGHT + HOUR}`;
    expect(await peaks(minutes, MINUTE)).toEqual([[0, 2], [1, 2], [2, 1], [3, 1], [4, 1]]); // prettier-ignore
    expect(await peaks(`from=${NIGHT}&to=${NIGHT + 2 * DAY}`, HOUR)).toEqual([[0, 2], [23, 1], [24, 1]]); // prettier-ignore
    expect(await peaks(`from=${NIGHT - 20 * DAY}&to=${NIGHT + 5 * DAY}`, DAY)).toEqual([[0, 2], [1, 1]]); // prettier-ignore
    expect(await peaks('window=all', DAY)).toEqual([[0, 2], [1, 1]]); // prettier-ignore
  });

  it('is that of the part of a bucket that lies in the window', async () => {
    expect(await peaks(`from=${NIGHT + 2 * MINUTE}&to=${NIGHT + 5 * HOUR}`, HOUR)).toEqual([[0, 1]]);
  });

  it('is of the calls that are shown, as they are known last', async () => {
    const hour = `from=${NIGHT}&to=${NIGHT + 4 * HOUR}`;
    const hide = (how: string) => post(`${service.url}/api/v2/calls/${how}`, { call_ids: ['a'] });
    await hide('hide');
    expect(await peaks(hour, HOUR)).toEqual([[0, 1]]);
    await hide('unhide');
    expect(await peaks(hour, HOUR)).toEqual([[0, 2]]);
    await tell(started('late', NIGHT + 45_000));
    expect(await peaks(hour, HOUR)).toEqual([[0, 3], [1, 1], [2, 1], [3, 1]]); // prettier-ignore
    await tell(ended('late', NIGHT + HOUR));
    expect(await peaks(hour, HOUR)).toEqual([[0, 3]]);
  });
});

it('is told to who reads the board, also of buckets that a call is out of since its end was told late', async () => {
  // In the middle of an hour, so that no figure of it falls into another one.
  const hour = Math.floor(Date.now() / HOUR) * HOUR;
  const at = hour - 5 * HOUR + HOUR / 2;
  await tell(started('long', at), ...call('short', at, at + MINUTE));
  const reader = await StreamReader.open(`${service.url}/api/v2/live?window=24h`);
  const told = (buckets: readonly StatsBucket[]): string => buckets.map(({ active_peak }) => active_peak).join('');
  const { data } = await reader.until(({ event }) => event === 'snapshot');
  // The hour may turn meanwhile.
  expect(told((data as { stats: Stats }).stats.series)).toMatch(/^211111+$/);
  await tell(ended('long', at + HOUR));
  const stats = await reader.until(({ event }) => event === 'stats');
  const { buckets } = stats.data as { buckets: StatsBucket[] };
  expect(buckets[0]).toMatchObject({ at: hour - 3 * HOUR, calls: 0, active_peak: 0 });
  expect(told(buckets)).toMatch(/^0000+$/);
  expect(told(await seriesOf('window=24h'))).toBe('21');
  await reader.close();
});
