import { callRow } from '@callscope/call-state';
import { EVENT_LOG, type EventLog } from '@callscope/event-log';
import { cursorOf } from '@callscope/live-feed';
import { CallsQueries } from '@callscope/projections';
import { Controller, Get, Inject, Query, UseGuards } from '@nestjs/common';
import { CaughtUpGuard } from '../door/caught-up.guard';
import { callsPageQuery, cursorOfPlace } from './query/calls-query';
import type { Query as QueryOf } from './query/read-query';

/** `GET /api/v2/calls`: the list of calls, filtered, sorted, page by page. Contract §3. */
@Controller('api/v2/calls')
@UseGuards(CaughtUpGuard)
export class CallListController {
  constructor(
    @Inject(EVENT_LOG) private readonly log: EventLog,
    private readonly calls: CallsQueries,
  ) {}

  @Get()
  list(@Query() query: QueryOf): object {
    const page = this.calls.page(callsPageQuery(query));
    const { head, logId } = this.log;
    return {
      calls: page.calls.map(callRow),
      next_cursor: cursorOfPlace(page.next),
      head: head === 0 ? null : cursorOf(logId, head),
    };
  }
}
