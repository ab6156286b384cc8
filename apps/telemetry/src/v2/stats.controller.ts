import { AggregatesQueries, type Remote } from '@callscope/projections';
import { Controller, Get, Header, Inject, Query, UseGuards } from '@nestjs/common';
import { CaughtUpGuard } from '../door/caught-up.guard';
import type { Query as QueryOf } from './query/read-query';
import { statsQuery } from './query/stats-query';

/** `GET /api/v2/stats`: the figures of a window, with series and groups. Contract §3. */
@Controller('api/v2/stats')
@UseGuards(CaughtUpGuard)
export class StatsController {
  constructor(@Inject(AggregatesQueries) private readonly aggregates: Remote<AggregatesQueries>) {}

  /** Answers `Stats` of call-state. */
  @Get()
  @Header('Content-Type', 'application/json; charset=utf-8')
  stats(@Query() query: QueryOf): Promise<string> {
    const now = Date.now();
    return this.aggregates.statsJson(statsQuery(query, now), now);
  }
}
