import { PatterIntake } from '@callscope/intake';
import { Controller, HttpCode, Post, Req, UseGuards } from '@nestjs/common';
import { bytesOf } from '../door/json-body.middleware';
import { EaseOff } from '../door/ease-off';
import { NotBehindGuard } from '../door/not-behind.guard';
import type { HttpRequest } from '../http-types';

/** `POST /api/dashboard/ingest`: where Patter SDKs post. Answered once the events are on disk. Contract §1.1. */
@Controller('api/dashboard/ingest')
@UseGuards(NotBehindGuard)
export class IngestController {
  constructor(
    private readonly intake: PatterIntake,
    private readonly easeOff: EaseOff,
  ) {}

  @Post()
  @HttpCode(200)
  ingest(@Req() request: HttpRequest): Promise<object> {
    return this.take(bytesOf(request));
  }

  /** The answer to a whole body. */
  async take(body: Uint8Array): Promise<object> {
    await this.easeOff.pause();
    return { ok: true, ...(await this.intake.accept(body, Date.now())) };
  }
}
