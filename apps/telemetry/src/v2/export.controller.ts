import type { CallRow } from '@callscope/call-state';
import { EVENT_LOG, type EventLog } from '@callscope/event-log';
import { CallsQueries, type Remote, type ToldCall, Views } from '@callscope/projections';
import { Controller, Get, Inject, Query, Res, UseGuards } from '@nestjs/common';
import { CaughtUpGuard } from '../door/caught-up.guard';
import { CALL_COLUMNS } from '../export/call-columns';
import { walkCalls } from '../export/call-walk';
import { csvFormat, JSON_LINES, JSON_LIST } from '../export/formats';
import { sendFile } from '../export/send-file';
import { writtenList } from '../export/written-list';
import type { HttpResponse } from '../http-types';
import { exportQuery } from './query/export-query';
import type { Query as QueryOf } from './query/read-query';

const NAME = 'callscope_calls';
const CSV = csvFormat(CALL_COLUMNS);

/** `GET /api/v2/export?format=csv|json|ndjson` and the filters of the list: every call that passes, as a file. Contract §3. */
@Controller('api/v2/export')
@UseGuards(CaughtUpGuard)
export class ExportController {
  constructor(
    @Inject(EVENT_LOG) private readonly log: EventLog,
    private readonly views: Views,
    @Inject(CallsQueries) private readonly calls: Remote<CallsQueries>,
  ) {}

  @Get()
  async file(@Query() query: QueryOf, @Res() response: HttpResponse): Promise<void> {
    const { format, calls } = exportQuery(query);
    if (calls.search) await this.views.sidesCaughtUp();
    const pages = walkCalls(this.calls, calls, 'shown', this.log.head);
    switch (format) {
      case 'csv':
        await sendFile(response, NAME, CSV, writtenList(pages, rowOf, CSV));
        return;
      case 'json':
        await sendFile(response, NAME, JSON_LIST, writtenList(pages, jsonOf, JSON_LIST));
        return;
      case 'ndjson':
        await sendFile(response, NAME, JSON_LINES, writtenList(pages, jsonOf, JSON_LINES));
        return;
    }
  }
}

function rowOf({ json }: ToldCall): CallRow {
  return JSON.parse(json) as CallRow;
}

/** Lists show a call as a text already. */
function jsonOf({ json }: ToldCall): string {
  return json;
}
