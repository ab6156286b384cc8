import { callDetail, type CallDetail } from '@callscope/call-state';
import { EVENT_LOG, type EventLog } from '@callscope/event-log';
import { Controller, Get, Inject, NotFoundException, Param } from '@nestjs/common';

/** `GET /api/v2/calls/:id`: one call with its turns and words, folded from its own events. Contract §3. */
@Controller('api/v2/calls')
export class CallController {
  constructor(@Inject(EVENT_LOG) private readonly log: EventLog) {}

  @Get(':id')
  call(@Param('id') id: string): CallDetail {
    const detail = callDetail(this.log.readCall(id));
    if (!detail) throw new NotFoundException();
    return detail;
  }
}
