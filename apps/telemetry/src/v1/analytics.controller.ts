import type { CallState } from '@callscope/call-state';
import { AggregatesQueries, CallsQueries, type Remote } from '@callscope/projections';
import { EVENT_LOG, type EventLog } from '@callscope/event-log';
import { Controller, Get, Inject, Query, UseGuards } from '@nestjs/common';
import { patterAggregates } from '../dashboard/aggregates.controller';
import { spanOf } from '../dashboard/span-query';
import { CaughtUpGuard } from '../door/caught-up.guard';
import { walkCalls } from '../export/call-walk';
import { type Query as QueryOf, textOf } from '../v2/query/read-query';
import { costTotals, type CostTotals } from './cost-totals';
import { minutesOf, type Span } from './minute-span';

/** What calls cost that began in a period; its ends as they were asked for. */
export interface CostsAnswer {
  readonly data: CostTotals & { readonly period: { readonly from: string | null; readonly to: string | null } };
}

/** Patter's figures for other programs: `/api/v1/analytics/overview` and `/api/v1/analytics/costs`. Contract §2. */
@Controller('api/v1/analytics')
@UseGuards(CaughtUpGuard)
export class V1AnalyticsController {
  constructor(
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Inject(AggregatesQueries) private readonly aggregates: Remote<AggregatesQueries>,
    @Inject(CallsQueries) private readonly calls: Remote<CallsQueries>,
  ) {}

  @Get('overview')
  async overview(): Promise<{ readonly data: object }> {
    return { data: patterAggregates(await this.aggregates.totals()) };
  }

  @Get('costs')
  async costs(@Query() query: QueryOf): Promise<CostsAnswer> {
    const { from, to } = spanOf(query);
    const isAll = from === undefined && to === undefined;
    const totals = isAll
      ? costTotals(await this.aggregates.totals(), [])
      : await this.#between({ from: from ?? 0, to: (to ?? Number.MAX_SAFE_INTEGER - 1) + 1 });
    return { data: { ...totals, period: { from: textOf(query, 'from') ?? null, to: textOf(query, 'to') ?? null } } };
  }

  /** Whole minutes from the totals, the calls at both ends one by one: exact, however long the span is. */
  async #between(span: Span): Promise<CostTotals> {
    const { whole, ends } = minutesOf(span);
    const [sums, ...atEnds] = await Promise.all([
      whole && this.aggregates.totalsBetween(whole.from, whole.to),
      ...ends.map((end) => this.#endedIn(end)),
    ]);
    return costTotals(sums, atEnds.flat());
  }

  async #endedIn(span: Span): Promise<CallState[]> {
    const found: CallState[] = [];
    const wanted = { sort: 'started_at', descending: true, filter: { live: false, ...span }, search: null } as const;
    for await (const page of walkCalls(this.calls, wanted, 'row', this.log.head)) {
      found.push(...page.map(({ json }) => JSON.parse(json) as CallState));
    }
    return found;
  }
}
