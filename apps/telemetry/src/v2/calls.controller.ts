import { EVENT_LOG, type EventLog } from '@callscope/event-log';
import { cursorOf } from '@callscope/live-feed';
import { CallsQueries, type Remote, Views } from '@callscope/projections';
import { Controller, Get, Header, Inject, Query, UseGuards } from '@nestjs/common';
import { CaughtUpGuard } from '../door/caught-up.guard';
import { callsPageQuery, cursorOfPlace } from './query/calls-query';
import type { Query as QueryOf } from './query/read-query';

/** `GET /api/v2/calls`: the list of calls, filtered, sorted, page by page. Contract §3. */
@Controller('api/v2/calls')
@UseGuards(CaughtUpGuard)
export class CallListController {
  constructor(
    @Inject(EVENT_LOG) private readonly log: EventLog,
    private readonly views: Views,
    @Inject(CallsQueries) private readonly calls: Remote<CallsQueries>,
  ) {}

  /** Put together from the texts of the calls: nothing is parsed and written again on the way. */
  @Get()
  @Header('Content-Type', 'application/json; charset=utf-8')
  async list(@Query() query: QueryOf): Promise<string> {
    const asked = callsPageQuery(query);
    if (asked.search) await this.views.sidesCaughtUp();
    const page = await this.calls.page(asked);
    const { head, logId } = this.log;
    const rest = { next_cursor: cursorOfPlace(page.next), head: head === 0 ? null : cursorOf(logId, head) };
    return `{"calls":[${page.calls.join(',')}],${JSON.stringify(rest).slice(1)}`;
  }
}
