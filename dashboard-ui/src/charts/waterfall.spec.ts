import fc from 'fast-check';
import type { LatencyStages } from '@callscope/call-events';
import { waterfall, type Waterfall } from './waterfall';

const parts = (chart: Waterfall | null): (number | null)[] =>
  chart?.segments.map((segment) => segment.to_ms - segment.from_ms) ?? [];

describe('waterfall', () => {
  it('lays measured stages end to end and gives the rest to no one', () => {
    const chart = waterfall({ response_ms: 1060, endpoint_ms: 248, stt_ms: 104, llm_ttft_ms: 475, tts_ms: 202 });
    expect(parts(chart)).toEqual([248, 104, 475, 202, 31]);
    expect(chart?.segments.at(-1)).toEqual({ part: 'unattributed', measured_ms: 31, from_ms: 1029, to_ms: 1060 });
    expect(chart?.overlap).toBeNull();
  });

  it('keeps the time of a stage that was not measured in unattributed', () => {
    const chart = waterfall({ response_ms: 834, endpoint_ms: 210, llm_ttft_ms: 380, tts_ms: 150 });
    expect(parts(chart)).toEqual([210, 0, 380, 150, 94]);
    expect(chart?.segments[1]?.measured_ms).toBeNull();
  });

  it('counts once what exceeds the response, beside the stage that gave way', () => {
    const chart = waterfall({ response_ms: 967, endpoint_ms: 268, stt_ms: 195, llm_ttft_ms: 428, tts_ms: 140 });
    expect(parts(chart)).toEqual([268, 131, 428, 140, 0]);
    expect(chart?.segments[1]?.measured_ms).toBe(195);
    expect(chart?.overlap_ms).toBe(64);
    expect(chart?.overlap).toEqual({ from_ms: 204, to_ms: 268 });
  });

  it('is all unattributed where only the response is known', () => {
    expect(parts(waterfall({ response_ms: 604 }))).toEqual([0, 0, 0, 0, 604]);
  });

  it('claims no response and nothing unattributed where the end was not measured', () => {
    const chart = waterfall({ llm_ttft_ms: 380, tts_ms: 150 });
    expect(chart?.response_ms).toBeNull();
    expect(chart?.total_ms).toBe(530);
    expect(chart?.segments.at(-1)?.measured_ms).toBeNull();
  });

  it('says nothing of a turn without any of these latencies', () => {
    expect(waterfall({ total_ms: 5000, user_speech_ms: 3000 })).toBeNull();
  });

  it('takes an impossible latency for not measured', () => {
    expect(waterfall({ response_ms: Number.NaN, stt_ms: -1 })).toBeNull();
  });

  const ms = fc.oneof(fc.integer({ min: 0, max: 120_000 }), fc.double({ min: 0, max: 1e5, noNaN: true }));
  const marks = fc.record(
    { response_ms: ms, endpoint_ms: ms, stt_ms: ms, llm_ttft_ms: ms, tts_ms: ms, total_ms: ms },
    { requiredKeys: [] },
  );

  it('has segments that are never negative, contiguous, and add up to the total, whatever was measured', () => {
    fc.assert(
      fc.property(marks, (latency: LatencyStages) => {
        const chart = waterfall(latency);
        if (chart === null) return;
        let edge = 0;
        for (const segment of chart.segments) {
          expect(segment.from_ms).toBe(edge);
          expect(segment.to_ms).toBeGreaterThanOrEqual(segment.from_ms);
          edge = segment.to_ms;
        }
        expect(edge).toBe(chart.total_ms);
        if (latency.response_ms !== undefined) expect(chart.total_ms).toBe(latency.response_ms);
      }),
    );
  });

  it('accounts for every measured millisecond: stages − overlap + unattributed = response', () => {
    fc.assert(
      fc.property(marks, (latency: LatencyStages) => {
        const chart = waterfall(latency);
        if (chart?.response_ms == null) return;
        const told = chart.segments.reduce((sum, segment) => sum + (segment.measured_ms ?? 0), 0);
        expect(Math.abs(told - chart.overlap_ms - chart.response_ms)).toBeLessThan(1e-6);
      }),
    );
  });

  it('marks an overlap inside the line and only where there is one', () => {
    fc.assert(
      fc.property(marks, (latency: LatencyStages) => {
        const chart = waterfall(latency);
        if (chart === null) return;
        expect(chart.overlap === null).toBe(chart.overlap_ms === 0);
        expect(chart.overlap?.from_ms ?? 0).toBeGreaterThanOrEqual(0);
        expect(chart.overlap?.to_ms ?? 0).toBeLessThanOrEqual(chart.total_ms);
      }),
    );
  });
});
