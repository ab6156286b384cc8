import { EVENT_LOG, type EventLog } from '@callscope/event-log';
import { cursorOf } from '@callscope/live-feed';
import { ProjectionRunner, VIEWS_STORE, type ViewsStore } from '@callscope/projections';
import { Controller, Get, Inject, Res } from '@nestjs/common';
import type { Response } from 'express';

/** Behind by more than this, the views cannot be trusted to show what is asked for. */
const MAX_LAG_EVENTS = 50_000;

/** `GET /ready`: may this service be sent work, and how far is each read model. Contract §3. */
@Controller('ready')
export class ReadyController {
  constructor(
    @Inject(EVENT_LOG) private readonly log: EventLog,
    private readonly runner: ProjectionRunner,
    @Inject(VIEWS_STORE) private readonly views: ViewsStore,
  ) {}

  @Get()
  ready(@Res({ passthrough: true }) response: Response): object {
    const { head, logId } = this.log;
    const { position } = this.runner;
    const ready = head - position <= MAX_LAG_EVENTS;
    if (!ready) response.status(503).setHeader('Retry-After', '1');
    const deadLetters = this.views.deadLetters();
    const projections = this.views.names.map((name) => [
      name,
      { position, lag: head - position, dead_letters: deadLetters.get(name) ?? 0 },
    ]);
    return {
      ready,
      log: { log: logId, position: head, head: head === 0 ? null : cursorOf(logId, head) },
      projections: Object.fromEntries(projections) as object,
    };
  }
}
