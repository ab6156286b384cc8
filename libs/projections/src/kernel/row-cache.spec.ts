import { RowCache } from './row-cache';

function cacheOf(capacity: number, ...keys: string[]): RowCache<string | null> {
  const cache = new RowCache<string | null>(capacity);
  for (const key of keys) cache.set(key, key.toUpperCase());
  return cache;
}

describe('RowCache', () => {
  it('tells a row it knows from a row known not to exist and from one it does not know', () => {
    const cache = cacheOf(3, 'a');
    cache.set('gone', null);
    expect([cache.get('a'), cache.get('gone'), cache.get('other')]).toEqual(['A', null, undefined]);
  });

  it('gives the newest row of a key', () => {
    const cache = cacheOf(3, 'a');
    cache.set('a', 'new');
    expect(cache.get('a')).toBe('new');
  });

  it('never holds more rows than it may', () => {
    const keys = Array.from({ length: 50 }, (_, index) => `${index}`);
    const cache = cacheOf(4, ...keys);
    expect(keys.filter((key) => cache.get(key) !== undefined)).toEqual(['46', '47', '48', '49']);
  });

  it('forgets first what was written longest ago', () => {
    const cache = cacheOf(2, 'a', 'b', 'a', 'c');
    expect([cache.get('a'), cache.get('b'), cache.get('c')]).toEqual(['A', undefined, 'C']);
  });

  it.each<[string, string | null]>([
    ['a row', 'A'],
    ['the absence of a row', null],
  ])('keeps %s that was just asked for', (_what, row) => {
    const cache = new RowCache<string | null>(2);
    cache.set('a', row);
    cache.set('b', 'B');
    cache.get('a');
    cache.set('c', 'C');
    expect([cache.get('a'), cache.get('b')]).toEqual([row, undefined]);
  });

  it('is not crowded by writing one key again and again', () => {
    const cache = cacheOf(2, 'a', 'b', 'b', 'b', 'b');
    expect(cache.get('a')).toBe('A');
  });

  it('knows nothing when it was cleared', () => {
    const cache = cacheOf(3, 'a', 'b');
    cache.clear();
    expect([cache.get('a'), cache.get('b')]).toEqual([undefined, undefined]);
  });
});
