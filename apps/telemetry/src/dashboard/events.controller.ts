import { EVENT_LOG, type EventLog } from '@callscope/event-log';
import { LogFeed, SseHub } from '@callscope/live-feed';
import { Controller, Get, Inject, type OnApplicationShutdown, Req, Res } from '@nestjs/common';
import type { HttpRequest, HttpResponse } from '../http-types';
import { dashboardEncoder } from './dashboard-events';
import { cursorAsked } from './cursor-asked';

/** `GET /api/dashboard/events`: Patter's stream, with ids to resume from. Contract §2.1 and §4. */
@Controller('api/dashboard/events')
export class EventsController implements OnApplicationShutdown {
  readonly #feed: LogFeed;

  constructor(
    @Inject(EVENT_LOG) log: EventLog,
    private readonly hub: SseHub,
  ) {
    this.#feed = new LogFeed(log, dashboardEncoder(log), hub.rounds);
  }

  @Get()
  async events(@Req() request: HttpRequest, @Res() response: HttpResponse): Promise<void> {
    await this.#feed.attach(this.hub.open(response, 'dashboard'), cursorAsked(request));
  }

  onApplicationShutdown(): void {
    this.#feed.close();
  }
}
