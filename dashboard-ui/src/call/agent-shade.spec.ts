import type { StatsGroup } from '@callscope/call-state';
import { someStats } from '../testing/some-stats';
import { shadeIn } from './agent-shade';

const { latency, ...rest } = someStats();
const measured = { ...latency.response_ms, n: 10, p50: 700, p95: 1900 };
const group = (value: string | null, of: Partial<StatsGroup['latency']>): StatsGroup => ({
  ...rest,
  value,
  latency: { ...latency, ...of },
});

it('shades from p50 to p95 what enough turns of this agent were measured of', () => {
  const few = { ...measured, n: 9 };
  const groups = [
    group(null, { tts_ms: measured }),
    group('desk', { response_ms: measured, llm_ttft_ms: { ...measured, p50: 300 }, stt_ms: few }),
  ];
  expect(shadeIn({ groups }, 'desk')).toEqual({ response: [700, 1900], llm: [300, 1900] });
});

it('shades nothing for an agent that the day does not know', () => {
  expect(shadeIn({ groups: [group('desk', { response_ms: measured })] }, 'other')).toEqual({});
  expect(shadeIn({}, 'desk')).toEqual({});
});
