import { latencyScale, onScale } from './latency-scale';

describe('latencyScale', () => {
  it('ends at a round number with air above the p95', () => {
    expect(latencyScale(2282)).toBe(3000);
    expect(latencyScale(null)).toBe(500);
    expect(latencyScale(900_000)).toBe(60_000);
  });

  it('stops a bar at the end of the scale', () => {
    expect(onScale(1500, 3000)).toBe(50);
    expect(onScale(9000, 3000)).toBe(100);
  });
});
