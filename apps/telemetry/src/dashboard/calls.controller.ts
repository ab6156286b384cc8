import { Controller, Get, Param, Query, Res, UseGuards } from '@nestjs/common';
import { CaughtUpGuard } from '../door/caught-up.guard';
import type { HttpResponse } from '../http-types';
import type { CallRecord } from './call-record';
import { CallRecords } from './call-records.service';
import { intQuery } from './int-query';
import { jsonList } from './json-list';

const JSON_TYPE = 'application/json';

/** Patter's reads of calls: `/api/dashboard/calls`, `/api/dashboard/calls/:id`, `/api/dashboard/active`. */
@Controller('api/dashboard')
@UseGuards(CaughtUpGuard)
export class CallsController {
  constructor(private readonly records: CallRecords) {}

  @Get('calls')
  async ended(
    @Query('limit') limit: unknown,
    @Query('offset') offset: unknown,
    @Res() response: HttpResponse,
  ): Promise<void> {
    const [most, from] = [intQuery(limit, 50, 1, 1_000), intQuery(offset, 0, 0, Number.MAX_SAFE_INTEGER)];
    response.type(JSON_TYPE).send(await jsonList(await this.records.ended(most, from)));
  }

  @Get('calls/:id')
  async one(
    @Param('id') id: string,
    @Res({ passthrough: true }) response: HttpResponse,
  ): Promise<CallRecord | { error: string }> {
    const record = await this.records.one(id);
    if (record) return record;
    response.status(404);
    return { error: 'Not found' };
  }

  @Get('active')
  async active(@Res() response: HttpResponse): Promise<void> {
    response.type(JSON_TYPE).send(await jsonList(await this.records.active()));
  }
}
