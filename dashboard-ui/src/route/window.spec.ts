import { windowOf } from './window';

const MINUTE = 60_000;

it.each([
  ['1h', 60],
  ['1h', 61],
  ['24h', 1_440],
  ['7d', 10_081],
  ['30d', 43_200],
] as const)('%s are %i whole minutes', (name, minutes) => {
  const to = 1_778_627_040_000;
  expect(windowOf({ from: to - minutes * MINUTE, to, bucket_ms: MINUTE })).toBe(name);
});

it('all time has no bounds', () => {
  expect(windowOf({ from: null, to: null, bucket_ms: 86_400_000 })).toBe('all');
});
