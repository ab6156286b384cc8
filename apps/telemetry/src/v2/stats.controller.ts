import type { Stats } from '@callscope/call-state';
import { AggregatesQueries, windowStats } from '@callscope/projections';
import { Controller, Get, Query, UseGuards } from '@nestjs/common';
import { CaughtUpGuard } from '../door/caught-up.guard';
import type { Query as QueryOf } from './query/read-query';
import { statsQuery } from './query/stats-query';

/** `GET /api/v2/stats`: the figures of a window, with series and groups. Contract §3. */
@Controller('api/v2/stats')
@UseGuards(CaughtUpGuard)
export class StatsController {
  constructor(private readonly aggregates: AggregatesQueries) {}

  @Get()
  stats(@Query() query: QueryOf): Stats {
    const now = Date.now();
    return windowStats(this.aggregates, statsQuery(query, now), now);
  }
}
