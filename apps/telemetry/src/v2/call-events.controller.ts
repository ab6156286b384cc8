import type { StoredEvent } from '@callscope/call-events';
import { EVENT_LOG, type EventLog } from '@callscope/event-log';
import { Controller, Get, Inject, NotFoundException, Param } from '@nestjs/common';

/** `GET /api/v2/calls/:id/events`: all that was told of one call, in the order in which it was stored. Contract §3. */
@Controller('api/v2/calls/:id/events')
export class CallEventsController {
  constructor(@Inject(EVENT_LOG) private readonly log: EventLog) {}

  @Get()
  events(@Param('id') id: string): { readonly events: readonly StoredEvent[] } {
    const events = this.log.readCall(id);
    if (events.length === 0) throw new NotFoundException();
    return { events };
  }
}
