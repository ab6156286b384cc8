import fc from 'fast-check';
import type { LatencyStages } from '@callscope/call-events';
import { waterfall } from '../charts/waterfall';
import { axisTicks, sharedScale, turnStrip, wholeParts } from './turn-strip';

const ms = fc.oneof(fc.integer({ min: 0, max: 120_000 }), fc.double({ min: 0, max: 1e5, noNaN: true }));
const marks = fc.record(
  { response_ms: ms, endpoint_ms: ms, stt_ms: ms, llm_ttft_ms: ms, tts_ms: ms },
  { requiredKeys: [] },
);

describe(turnStrip, () => {
  it('draws pieces that are never negative, have no gap, and end at the turn, on any scale that holds it', () => {
    fc.assert(
      fc.property(marks, ms, (latency: LatencyStages, room) => {
        const chart = waterfall(latency);
        if (chart === null) return;
        const scale = chart.total_ms + room;
        let edge = 0;
        for (const part of turnStrip(chart, scale).parts) {
          expect(part.from).toBe(edge);
          expect(part.to).toBeGreaterThanOrEqual(part.from);
          expect(part.to).toBeLessThanOrEqual(1);
          edge = part.to;
        }
        expect(edge).toBeCloseTo(scale === 0 ? 0 : chart.total_ms / scale, 9);
      }),
    );
  });

  it('shows numbers that a reader can add up to the response', () => {
    fc.assert(
      fc.property(marks, (latency: LatencyStages) => {
        const chart = waterfall(latency);
        if (chart?.response_ms == null) return;
        const numbers = turnStrip(chart, chart.total_ms).parts.map((part) => part.ms ?? 0);
        expect(numbers.reduce((a, b) => a + b, 0)).toBe(Math.round(chart.response_ms));
        expect(Math.min(...numbers)).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it('says what was measured where a part of it ran beside another stage', () => {
    const chart = waterfall({ response_ms: 967, endpoint_ms: 268, stt_ms: 195, llm_ttft_ms: 428, tts_ms: 140 })!;
    const strip = turnStrip(chart, 967);
    expect(strip.parts.map((part) => part.ms)).toEqual([268, 131, 428, 140, 0]);
    expect(strip.parts[1]?.measured_ms).toBe(195);
    expect(strip.overlap).not.toBeNull();
  });

  it('takes the rounding of a tenth for no overlap', () => {
    const chart = waterfall({ response_ms: 100, endpoint_ms: 60, llm_ttft_ms: 40.2 })!;
    expect(turnStrip(chart, 100).overlap).toBeNull();
  });
});

it('finds the scale that holds the longest turn', () => {
  expect(sharedScale([waterfall({ response_ms: 900 }), null, waterfall({ response_ms: 4270 })])).toBe(4270);
  expect(sharedScale([null])).toBe(0);
});

it('rounds lengths to whole ones with the sum of the exact ones', () => {
  expect(wholeParts([217.3, 0, 393.6, 172.4, 0])).toEqual([217, 0, 394, 172, 0]);
});

it('marks an axis at round values', () => {
  expect(axisTicks(4270)).toEqual([0, 1000, 2000, 3000, 4000]);
  expect(axisTicks(604)).toEqual([0, 200, 400, 600]);
  expect(axisTicks(0)).toEqual([]);
});
