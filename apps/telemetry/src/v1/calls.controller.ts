import { AggregatesQueries, type Remote, sumOf, wordsOf } from '@callscope/projections';
import { Controller, Get, Inject, Param, Query, Res, UseGuards } from '@nestjs/common';
import type { CallRecord } from '../dashboard/call-record';
import { CallRecords } from '../dashboard/call-records.service';
import { intQuery } from '../dashboard/int-query';
import { jsonList } from '../dashboard/json-list';
import { CaughtUpGuard } from '../door/caught-up.guard';
import type { HttpResponse } from '../http-types';

/** A page of calls, and how many there are. */
export interface CallsPageAnswer {
  readonly data: readonly CallRecord[];
  readonly pagination: {
    readonly limit: number;
    readonly offset: number;
    readonly count: number;
    readonly total: number;
  };
}

/** Patter's reads for other programs: `/api/v1/calls`, `/api/v1/calls/active`, `/api/v1/calls/:id`. Contract §2. */
@Controller('api/v1/calls')
@UseGuards(CaughtUpGuard)
export class V1CallsController {
  constructor(
    private readonly records: CallRecords,
    @Inject(AggregatesQueries) private readonly aggregates: Remote<AggregatesQueries>,
  ) {}

  @Get()
  async ended(
    @Query('limit') limitAsked: unknown,
    @Query('offset') offsetAsked: unknown,
    @Res() response: HttpResponse,
  ): Promise<void> {
    const limit = intQuery(limitAsked, 50, 1, 1_000);
    const offset = intQuery(offsetAsked, 0, 0, Number.MAX_SAFE_INTEGER);
    const [data, { counts }] = await Promise.all([this.records.ended(limit, offset), this.aggregates.totals()]);
    const pagination: CallsPageAnswer['pagination'] = {
      limit,
      offset,
      count: data.length,
      total: sumOf(wordsOf(counts, 'ended')),
    };
    response
      .type('application/json')
      .send(await jsonList(data, ['{"data":', `,"pagination":${JSON.stringify(pagination)}}`]));
  }

  @Get('active')
  async active(): Promise<{ readonly data: readonly CallRecord[]; readonly count: number }> {
    const data = await this.records.active();
    return { data, count: data.length };
  }

  @Get(':id')
  async one(
    @Param('id') id: string,
    @Res({ passthrough: true }) response: HttpResponse,
  ): Promise<{ readonly data: CallRecord } | { readonly error: string }> {
    const data = await this.records.one(id);
    if (data) return { data };
    response.status(404);
    return { error: 'Call not found' };
  }
}
