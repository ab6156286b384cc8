import { EVENT_LOG, type EventLog } from '@callscope/event-log';
import { cursorOf } from '@callscope/live-feed';
import { Views } from '@callscope/projections';
import { Controller, Get, Inject } from '@nestjs/common';
import { VERSION } from '../version';

/** `GET /health`: the words that Patter's clients look for, and which log stands behind them. */
@Controller('health')
export class HealthController {
  constructor(
    @Inject(EVENT_LOG) private readonly log: EventLog,
    private readonly views: Views,
  ) {}

  @Get()
  health(): object {
    return {
      status: 'ok',
      mode: 'dashboard',
      version: VERSION,
      log: this.log.logId,
      head: this.log.head === 0 ? null : cursorOf(this.log.logId, this.log.head),
      position: this.views.position,
    };
  }
}
