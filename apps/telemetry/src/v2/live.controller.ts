import { LiveBoard, SseHub } from '@callscope/live-feed';
import { Controller, Get, Res, UseGuards } from '@nestjs/common';
import type { Response } from 'express';
import { CaughtUpGuard } from '../door/caught-up.guard';
import { VERSION } from '../version';

/** `GET /api/v2/live`: the stream behind the page. Contract §4. */
@Controller('api/v2/live')
@UseGuards(CaughtUpGuard)
export class LiveController {
  constructor(
    private readonly hub: SseHub,
    private readonly board: LiveBoard,
  ) {}

  @Get()
  async live(@Res() response: Response): Promise<void> {
    await this.board.attach(this.hub.open(response, 'live'), VERSION);
  }
}
