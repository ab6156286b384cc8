import type { Stats } from '@callscope/call-state';
import { readJson } from '../feed/read-json';
import { shownPercentile } from '../format/percentile-shown';

/** The agent's p95 response of the last day, in ms; null where too few turns were measured. Read once a call. */
export async function agentP95(agent: string, signal: AbortSignal): Promise<number | null> {
  const answer = await readJson<Stats>('/api/v2/stats', { window: '24h', group_by: 'agent' }, signal);
  const group = answer.kind === 'found' ? answer.data.groups?.find(({ value }) => value === agent) : undefined;
  const shown = group && shownPercentile(group.latency.response_ms);
  return shown?.name === 'p95' ? shown.ms : null;
}
