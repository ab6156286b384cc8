import type { CallState } from '@callscope/call-state';
import { EVENT_LOG, type EventLog } from '@callscope/event-log';
import { CallsQueries, type Remote, type ToldCall } from '@callscope/projections';
import { Controller, Get, Inject, Query, Res, UseGuards } from '@nestjs/common';
import { CaughtUpGuard } from '../door/caught-up.guard';
import { walkCalls, type WalkQuery } from '../export/call-walk';
import { csvFormat, JSON_LIST } from '../export/formats';
import { sendFile } from '../export/send-file';
import { writtenList } from '../export/written-list';
import type { HttpResponse } from '../http-types';
import type { Query as QueryOf } from '../v2/query/read-query';
import { CallRecords } from './call-records.service';
import { PATTER_COLUMNS, type PatterLine, patterLine } from './patter-columns';
import { type AskedSpan, formatOf, spanOf } from './span-query';

const NAME = 'patter_calls';
const CSV = csvFormat(PATTER_COLUMNS);

/** `GET /api/dashboard/export/calls?format=json|csv&from&to`: all ended calls as a file, newest first. Contract §2. */
@Controller('api/dashboard/export/calls')
@UseGuards(CaughtUpGuard)
export class DashboardExportController {
  constructor(
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Inject(CallsQueries) private readonly calls: Remote<CallsQueries>,
    private readonly records: CallRecords,
  ) {}

  @Get()
  async file(@Query() query: QueryOf, @Res() response: HttpResponse): Promise<void> {
    const [format, span] = [formatOf(query), spanOf(query)];
    const pages = walkCalls(this.calls, endedIn(span), 'row', this.log.head);
    if (format === 'csv')
      await sendFile(
        response,
        NAME,
        CSV,
        writtenList(pages, (call) => this.#line(call), CSV),
      );
    else
      await sendFile(
        response,
        NAME,
        JSON_LIST,
        writtenList(pages, (call) => this.#record(call), JSON_LIST),
      );
  }

  #record(call: ToldCall): string {
    return JSON.stringify(this.records.recordOf(stateOf(call)));
  }

  #line(call: ToldCall): PatterLine {
    const state = stateOf(call);
    return patterLine(state, () => {
      const end = state.end && this.log.readAt(state.end.position);
      return end?.type === 'call.ended' ? end.data.report : undefined;
    });
  }
}

/** By when calls began, as Patter does, with both ends. */
function endedIn({ from, to }: AskedSpan): WalkQuery {
  const filter = { live: false, ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to: to + 1 }) };
  return { sort: 'started_at', descending: true, filter, search: null };
}

function stateOf({ json }: ToldCall): CallState {
  return JSON.parse(json) as CallState;
}
