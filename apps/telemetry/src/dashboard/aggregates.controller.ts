import { usdFromNano } from '@callscope/call-events';
import { HEADLINE_STAGES } from '@callscope/call-state';
import { percentiles } from '@callscope/histogram';
import {
  AggregatesQueries,
  type AggregatesRow,
  amountOf,
  costsOfCounts,
  histogramOf,
  meanMs,
  type Remote,
  sumOf,
  wordsOf,
} from '@callscope/projections';
import { Controller, Get, Inject, UseGuards } from '@nestjs/common';
import { CaughtUpGuard } from '../door/caught-up.guard';
import { VERSION } from '../version';

/** `GET /api/dashboard/aggregates`: Patter's six totals, and the percentiles that it lacks. Contract §2. */
@Controller('api/dashboard/aggregates')
@UseGuards(CaughtUpGuard)
export class AggregatesController {
  constructor(@Inject(AggregatesQueries) private readonly aggregates: Remote<AggregatesQueries>) {}

  @Get()
  async totals(): Promise<object> {
    return patterAggregates(await this.aggregates.totals());
  }
}

/** Money and means are over ended calls, latency over all; USD, seconds and ms. */
export function patterAggregates(row: AggregatesRow): object {
  const { counts } = row;
  const costs = costsOfCounts(counts, ['ended']);
  const usd = (component: 'stt' | 'tts' | 'llm' | 'telephony'): number =>
    usdFromNano(costs.get(component)?.nano ?? '0');
  const latency = HEADLINE_STAGES.map((stage) => {
    const { n, p50, p90, p95, p99 } = percentiles(histogramOf(row, stage));
    return [stage, { n, p50, p90, p95, p99 }];
  });
  return {
    total_calls: sumOf(wordsOf(counts, 'ended')),
    total_cost: usdFromNano(amountOf(counts, 'stated:nano').toString()),
    avg_duration: (meanMs(counts, 'duration') ?? 0) / 1_000,
    avg_latency_ms: meanMs(counts, 'call_latency') ?? 0,
    cost_breakdown: { stt: usd('stt'), tts: usd('tts'), llm: usd('llm'), telephony: usd('telephony') },
    active_calls: sumOf(wordsOf(counts, 'active')),
    version: VERSION,
    latency: Object.fromEntries(latency) as object,
  };
}
