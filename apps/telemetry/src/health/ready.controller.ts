import { EVENT_LOG, type EventLog } from '@callscope/event-log';
import { cursorOf } from '@callscope/live-feed';
import { Views } from '@callscope/projections';
import { Controller, Get, Inject, Res } from '@nestjs/common';
import type { Response } from 'express';

/** `GET /ready`: may this service be sent work, and how far is each read model. Contract §3. */
@Controller('ready')
export class ReadyController {
  constructor(
    @Inject(EVENT_LOG) private readonly log: EventLog,
    private readonly views: Views,
  ) {}

  @Get()
  ready(@Res({ passthrough: true }) response: Response): object {
    const { head, logId } = this.log;
    const ready = !this.views.tooFarBehind;
    if (!ready) response.status(503).setHeader('Retry-After', '1');
    const projections = this.views.readModels.map(({ name, position, deadLetters, rebuilding }) => [
      name,
      {
        position,
        lag: head - position,
        dead_letters: deadLetters,
        ...(rebuilding !== null && { rebuilding: { position: rebuilding, lag: head - rebuilding } }),
      },
    ]);
    return {
      ready,
      log: { log: logId, position: head, head: head === 0 ? null : cursorOf(logId, head) },
      projections: Object.fromEntries(projections) as object,
    };
  }
}
