import { OwedTrims } from './owed-trims';

/** A lane that notes what it wrote, and cannot write while its disk is full. */
class Lane {
  isFull = false;
  readonly written: string[] = [];

  trimmed(callIds: readonly string[], version: number): Promise<void> {
    if (this.isFull) return Promise.reject(new Error('disk full'));
    this.written.push(`${version}: ${callIds.join(' ')}`);
    return Promise.resolve();
  }
}

describe('what was trimmed', () => {
  it('is told again to the lane that could not write it, and to no other', async () => {
    const owed = new OwedTrims();
    const [first, side] = [new Lane(), new Lane()];
    side.isFull = true;
    await expect(owed.tell([first, side], ['a', 'b'], 3)).rejects.toThrow('disk full');
    await expect(owed.settle()).rejects.toThrow('disk full');
    side.isFull = false;
    await owed.settle();
    await owed.settle();
    expect([first.written, side.written]).toEqual([['3: a b'], ['3: a b']]);
  });
});
