import type { Stats, StatsBucket } from '@callscope/call-state';
import { BoardFigures } from './board-figures';

const MINUTE = 60_000;

const bucket = (minute: number, calls: number, active_peak = calls): StatsBucket => {
  const response_ms = { n: 0, p50: null, p95: null, p99: null };
  return { at: minute * MINUTE, calls, cost_usd: null, response_ms, active_peak };
};

describe('the figures of the board', () => {
  let series: readonly StatsBucket[];
  let from: number | null;
  const stats = (): Promise<Stats> => {
    const window = { from: from === null ? null : from * MINUTE, to: null, bucket_ms: MINUTE };
    return Promise.resolve({ window, series } as unknown as Stats);
  };
  let figures: BoardFigures;
  beforeEach(() => {
    figures = new BoardFigures({ stats });
    from = 0;
  });

  const told = async (...now: StatsBucket[]): Promise<readonly StatsBucket[]> => {
    series = now;
    return (await figures.changes('1h')).buckets;
  };
  const read = async (...now: StatsBucket[]): Promise<unknown> => {
    series = now;
    return (await figures.whole('1h')).series;
  };

  it('tell each bucket that has changed, also when only its peak has', async () => {
    expect(await read(bucket(1, 1), bucket(2, 2))).toHaveLength(2);
    expect(await told(bucket(1, 1), bucket(2, 2, 3), bucket(3, 0, 1))).toEqual([bucket(2, 2, 3), bucket(3, 0, 1)]);
    expect(await told(bucket(1, 1), bucket(2, 2, 3), bucket(3, 0, 1))).toEqual([]);
  });

  it('tell a bucket empty that is there no more, since its calls ended before it or are hidden', async () => {
    await read(bucket(1, 1), bucket(2, 0, 1), bucket(3, 0, 1));
    expect(await told(bucket(1, 2), bucket(3, 0, 1))).toEqual([bucket(1, 2), bucket(2, 0)]);
    expect(await told(bucket(1, 2), bucket(3, 0, 1))).toEqual([]);
  });

  it('tell nothing of a bucket that has left the window', async () => {
    await read(bucket(1, 1), bucket(2, 1), bucket(3, 1));
    from = 2.5;
    expect(await told(bucket(3, 1))).toEqual([bucket(2, 0)]);
    from = null;
    expect(await told()).toEqual([bucket(3, 0)]);
  });

  it('tell those who read before what a new reader has seen already', async () => {
    await read(bucket(1, 1));
    await read(bucket(1, 2), bucket(2, 1));
    expect(await told(bucket(1, 2), bucket(2, 1))).toEqual([bucket(1, 2), bucket(2, 1)]);
  });

  it('tell it, too, when what a new reader saw in between is again as it was', async () => {
    await read(bucket(1, 1));
    await read(bucket(1, 2), bucket(2, 1));
    expect(await told(bucket(1, 1))).toEqual([bucket(1, 1), bucket(2, 0)]);
    expect(await told(bucket(1, 1))).toEqual([]);
  });
});
