import type { StoredEvent } from '@callscope/call-events';
import { EVENT_LOG, type EventLog } from '@callscope/event-log';
import { Controller, Get, Inject, NotFoundException, Param, Res } from '@nestjs/common';
import { jsonList } from '../dashboard/json-list';
import type { HttpResponse } from '../http-types';

/** Events that are read from the log in one go; more would hold up others. */
const SLICE_EVENTS = 100;

/** `GET /api/v2/calls/:id/events`: all that was told of one call, in the order in which it was stored. Contract §3. */
@Controller('api/v2/calls/:id/events')
export class CallEventsController {
  constructor(@Inject(EVENT_LOG) private readonly log: EventLog) {}

  @Get()
  async events(@Param('id') id: string, @Res() response: HttpResponse): Promise<void> {
    if (this.log.readCall(id, 0, 1).length === 0) throw new NotFoundException();
    response.type('application/json').send(await jsonList(this.#eventsOf(id), ['{"events":', '}']));
  }

  *#eventsOf(id: string): Generator<StoredEvent> {
    for (let after = 0; ;) {
      const slice = this.log.readCall(id, after, SLICE_EVENTS);
      yield* slice;
      if (slice.length < SLICE_EVENTS) return;
      after = slice.at(-1)?.position ?? after;
    }
  }
}
