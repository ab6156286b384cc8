import type { HeadlineStage, Stats } from '@callscope/call-state';
import type { Part } from '../charts/stages';
import { readJson } from '../feed/read-json';
import { shownPercentile } from '../format/percentile-shown';

/** From p50 to p95 in ms, of the stages of which enough turns of the agent were measured. */
export type AgentShade = { readonly [S in 'response' | Part]?: readonly [p50: number, p95: number] };

/** Endpoint is told of all agents together only. */
const FIELDS = { response: 'response_ms', stt: 'stt_ms', llm: 'llm_ttft_ms', tts: 'tts_ms' } as const satisfies {
  readonly [S in 'response' | Part]?: HeadlineStage;
};

/** What is usual for the agent in the last day; empty when it cannot be read or the agent is not in it. */
export async function agentShade(agent: string, signal: AbortSignal): Promise<AgentShade> {
  const answer = await readJson<Stats>('/api/v2/stats', { window: '24h', group_by: 'agent' }, signal);
  return answer.kind === 'found' ? shadeIn(answer.data, agent) : {};
}

export function shadeIn({ groups }: Pick<Stats, 'groups'>, agent: string): AgentShade {
  const group = groups?.find(({ value }) => value === agent);
  const shades = Object.entries(group === undefined ? {} : FIELDS).flatMap(([stage, field]) => {
    const shown = group && shownPercentile(group.latency[field]);
    return shown?.name === 'p95' ? [[stage, [shown.p50, shown.ms]]] : [];
  });
  return Object.fromEntries(shades) as AgentShade;
}
