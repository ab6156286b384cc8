import type { ToolCall, Turn } from '@callscope/call-state';
import { waterfall } from '../charts/waterfall';
import { toolSpans } from './tool-spans';

const line = { turn: { turn: 5, started_at: 200 } as Turn, callerEnd: 1000, chart: waterfall({ response_ms: 2000 }) };
const tool = (of: Partial<ToolCall>): ToolCall =>
  ({ turn: 5, tool_call_id: 't', started_at: 1400, ended_at: 2100, ...of }) as ToolCall;

it('places a tool in the time that the caller waited', () => {
  expect(toolSpans(line, [tool({})])).toEqual([{ key: 't', from_ms: 400, to_ms: 1100 }]);
});

it('draws nothing of another turn, of a time that is not known or not in the wait', () => {
  const others = [tool({ turn: 4 }), tool({ ended_at: null }), tool({ started_at: 900 }), tool({ ended_at: 3001 })];
  expect(toolSpans(line, others)).toEqual([]);
  for (const callerEnd of [null, 200])
    expect(toolSpans({ ...line, callerEnd }, [tool({ ended_at: 2000 })])).toEqual([]);
});
