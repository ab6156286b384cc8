import { maxStreams } from './stream-limit';

it.each([
  [4_000, 1_000],
  [999_999, 1_000],
  [2_000, 1_000],
  [1_999, 999],
  [6, 3],
  [2, 1],
  [1, 1],
])('of %d connections at most %d are streams', (connections, streams) => {
  expect(maxStreams(connections)).toBe(streams);
});
