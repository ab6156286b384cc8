import { eventually } from './eventually';

describe('eventually', () => {
  it('reads until the check lets the value pass, and answers with it', async () => {
    let reads = 0;
    const value = await eventually(
      () => Promise.resolve((reads += 1)),
      (n) => expect(n).toBeGreaterThan(2),
    );
    expect([value, reads]).toEqual([3, 3]);
  });

  it('throws the last failure of the check when the time is over, with the difference', async () => {
    let reads = 0;
    const never = eventually(
      () => `Live ${(reads += 1)}`,
      (text) => expect(text).toBe('Latency'),
      100,
    );
    await expect(never).rejects.toThrow(/"Latency"[^]*"Live \d+"/);
    await expect(never).rejects.toThrow(`"Live ${reads}"`);
    expect(reads).toBeGreaterThan(1);
  });

  it('reads again where the reading itself has failed, and throws that failure at last', async () => {
    let reads = 0;
    const refusedOnce = (): number => {
      if ((reads += 1) === 1) throw new Error('refused');
      return reads;
    };
    expect(await eventually(refusedOnce, (n) => expect(n).toBe(2))).toBe(2);
    const refuse = (): never => {
      throw new Error('refused');
    };
    await expect(eventually(refuse, () => undefined, 0)).rejects.toThrow('refused');
  });
});
