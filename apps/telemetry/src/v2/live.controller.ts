import { LiveBoard, SseHub } from '@callscope/live-feed';
import { DEFAULT_WINDOW, WINDOW_NAMES } from '@callscope/projections';
import { Controller, Get, Query, Res, UseGuards } from '@nestjs/common';
import { CaughtUpGuard } from '../door/caught-up.guard';
import type { HttpResponse } from '../http-types';
import { VERSION } from '../version';
import { oneOf, type Query as QueryOf } from './query/read-query';

/** `GET /api/v2/live?window`: the stream behind the page; without a window, figures are of 24 hours. Contract §4. */
@Controller('api/v2/live')
@UseGuards(CaughtUpGuard)
export class LiveController {
  constructor(
    private readonly hub: SseHub,
    private readonly board: LiveBoard,
  ) {}

  @Get()
  async live(@Query() query: QueryOf, @Res() response: HttpResponse): Promise<void> {
    const window = oneOf(query, 'window', WINDOW_NAMES) ?? DEFAULT_WINDOW;
    await this.board.attach(this.hub.open(response, 'live'), VERSION, window);
  }
}
