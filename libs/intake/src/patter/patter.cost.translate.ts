import { type CostComponent, type CostRecorded, currentVersion, nanoFromUsd } from '@callscope/call-events';
import type { PatterMetrics } from './patter.payload';
import { PATTER_SOURCE } from './patter.source';

const COMPONENTS = ['stt', 'tts', 'llm', 'telephony'] as const;

/** One event for each component that cost something; the bare total only where no component is told. */
export function translateCosts(
  callId: string,
  metrics: PatterMetrics,
  bodyHash: string,
  endedAt: number | null,
): CostRecorded[] {
  const { cost } = metrics;
  if (!cost) return [];
  const event = (component: CostComponent, nano: number, more: Partial<CostRecorded['data']> = {}): CostRecorded => ({
    id: `patter:${callId}:cost:${component}:${bodyHash}`,
    type: 'cost.recorded',
    v: currentVersion('cost.recorded'),
    call_id: callId,
    ...(endedAt === null ? {} : { occurred_at: endedAt }),
    source: PATTER_SOURCE,
    data: { component, amount_nano_usd: nano, basis: 'estimated', mode: 'final', report_id: bodyHash, ...more },
  });
  const told = COMPONENTS.flatMap((component) => {
    const nano = nanoFromUsd(cost[component] ?? 0) ?? 0;
    if (nano === 0) return [];
    const provider = metrics[`${component}_provider`];
    const savings = component === 'llm' ? (nanoFromUsd(cost.llm_cached_savings ?? 0) ?? 0) : 0;
    return event(component, nano, {
      ...(provider ? { provider } : {}),
      ...(savings > 0 ? { savings_nano_usd: savings } : {}),
    });
  });
  const total = nanoFromUsd(cost.total ?? 0) ?? 0;
  return told.length === 0 && total > 0 ? [event('other', total)] : told;
}
