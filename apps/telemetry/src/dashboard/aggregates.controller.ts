import { usdFromNano } from '@callscope/call-events';
import { HEADLINE_STAGES } from '@callscope/call-state';
import { percentiles } from '@callscope/histogram';
import { AggregatesQueries, type AggregatesRow, costsOfTotals, meanMs, sumOfCounts } from '@callscope/projections';
import { Controller, Get, UseGuards } from '@nestjs/common';
import { CaughtUpGuard } from '../door/caught-up.guard';
import { VERSION } from '../version';

/** `GET /api/dashboard/aggregates`: Patter's six totals, and the percentiles that it lacks. Contract §2. */
@Controller('api/dashboard/aggregates')
@UseGuards(CaughtUpGuard)
export class AggregatesController {
  constructor(private readonly aggregates: AggregatesQueries) {}

  @Get()
  totals(): object {
    return patterAggregates(this.aggregates.totals());
  }
}

/** Money and means are over ended calls, latency over all; USD, seconds and ms. */
export function patterAggregates(row: AggregatesRow): object {
  const costs = costsOfTotals(row.ended_costs);
  const usd = (component: 'stt' | 'tts' | 'llm' | 'telephony'): number =>
    usdFromNano(costs.get(component)?.nano ?? '0');
  const latency = HEADLINE_STAGES.map((stage) => {
    const { n, p50, p90, p95, p99 } = percentiles(row.latency[stage]);
    return [stage, { n, p50, p90, p95, p99 }];
  });
  return {
    total_calls: sumOfCounts(row.ended),
    total_cost: usdFromNano(row.stated_nano),
    avg_duration: (meanMs(row.duration) ?? 0) / 1_000,
    avg_latency_ms: meanMs(row.call_latency) ?? 0,
    cost_breakdown: { stt: usd('stt'), tts: usd('tts'), llm: usd('llm'), telephony: usd('telephony') },
    active_calls: sumOfCounts(row.active),
    version: VERSION,
    latency: Object.fromEntries(latency) as object,
  };
}
