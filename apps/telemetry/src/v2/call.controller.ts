import { callDetail, type CallDetail } from '@callscope/call-state';
import { EVENT_LOG, type EventLog } from '@callscope/event-log';
import { Controller, Get, Inject, NotFoundException, Param, Query } from '@nestjs/common';
import { positionOf } from './query/position-query';
import type { Query as QueryOf } from './query/read-query';

/** `GET /api/v2/calls/:id?at`: all about one call, folded from its own events; with `at`, as it stood there. Contract §3. */
@Controller('api/v2/calls')
export class CallController {
  constructor(@Inject(EVENT_LOG) private readonly log: EventLog) {}

  @Get(':id')
  call(@Param('id') id: string, @Query() query: QueryOf): CallDetail {
    const detail = callDetail(this.log.readCall(id), positionOf(query, 'at', this.log));
    if (!detail) throw new NotFoundException();
    return detail;
  }
}
