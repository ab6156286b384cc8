import { READ_GAP_MS, ReReader } from './re-reader';

describe(ReReader, () => {
  let reads: (() => void)[];
  let reader: ReReader;
  const settle = (): Promise<void> => jest.advanceTimersByTimeAsync(READ_GAP_MS);

  beforeEach(() => {
    jest.useFakeTimers();
    reads = [];
    reader = new ReReader(() => new Promise((done) => reads.push(done)));
  });

  afterEach(() => {
    reader.stop();
    jest.useRealTimers();
  });

  it('reads once for one version', async () => {
    reader.want(5);
    reads[0]!();
    await settle();
    reader.want(5);
    expect(reads).toHaveLength(1);
  });

  it('has one read under way, then reads once for all that changed meanwhile', async () => {
    reader.want(5);
    for (const version of [6, 7, 8]) reader.want(version);
    expect(reads).toHaveLength(1);
    reads[0]!();
    await settle();
    expect(reads).toHaveLength(2);
    reads[1]!();
    await settle();
    expect(reads).toHaveLength(2);
  });

  it('reads again when it is told to, and nothing after its end', async () => {
    reader.want(5);
    reads[0]!();
    await settle();
    reader.again();
    expect(reads).toHaveLength(2);
    reader.stop();
    reads[1]!();
    await settle();
    reader.want(9);
    expect(reads).toHaveLength(2);
  });
});
