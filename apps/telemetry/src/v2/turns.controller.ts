import { type Remote, type SlowTurn, TurnsQueries } from '@callscope/projections';
import { Controller, Get, Inject, Query, UseGuards } from '@nestjs/common';
import { CaughtUpGuard } from '../door/caught-up.guard';
import type { Query as QueryOf } from './query/read-query';
import { turnsQuery } from './query/turns-query';

/** `GET /api/v2/turns?sort=response_ms:desc&stage&from&to&agent&limit`: the slowest turns of a window. Contract §3. */
@Controller('api/v2/turns')
@UseGuards(CaughtUpGuard)
export class TurnsController {
  constructor(@Inject(TurnsQueries) private readonly turns: Remote<TurnsQueries>) {}

  @Get()
  async slowest(@Query() query: QueryOf): Promise<{ readonly turns: readonly SlowTurn[] }> {
    return { turns: await this.turns.slowest(turnsQuery(query)) };
  }
}
