import fs from 'node:fs';
import { assertFreeRoom } from './free-room';

const MIB = 1_024 * 1_024;

describe('assertFreeRoom', () => {
  afterEach(() => jest.restoreAllMocks());

  const disk = (free: number, blocks = 1_000_000): jest.SpyInstance =>
    jest.spyOn(fs, 'statfsSync').mockReturnValue({ bavail: free / 4_096, bsize: 4_096, blocks } as fs.StatsFs);

  it.each([4 * MIB, 5 * MIB, 1e12])('is content with %i bytes', (free) => {
    disk(free);
    expect(() => assertFreeRoom('/data')).not.toThrow();
  });

  it.each([0, 3 * MIB, 4 * MIB - 4_096])('keeps the last %i bytes for the views', (free) => {
    disk(free);
    expect(() => assertFreeRoom('/data')).toThrow('the disk is full');
  });

  it('asks nothing of a file system that does not tell', () => {
    disk(0, 0);
    expect(() => assertFreeRoom('/data')).not.toThrow();
  });
});
