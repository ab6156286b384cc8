import { PatterIntake } from '@callscope/intake';
import { Controller, HttpCode, Post, Req, UseGuards } from '@nestjs/common';
import type { Request } from 'express';
import { NotBehindGuard } from '../door/not-behind.guard';

/** `POST /api/dashboard/ingest`: where Patter SDKs post. Answered once the events are on disk. Contract §1.1. */
@Controller('api/dashboard/ingest')
@UseGuards(NotBehindGuard)
export class IngestController {
  constructor(private readonly intake: PatterIntake) {}

  @Post()
  @HttpCode(200)
  async ingest(@Req() request: Request): Promise<object> {
    const bytes: unknown = request.body;
    const answer = await this.intake.accept(Buffer.isBuffer(bytes) ? bytes : Buffer.alloc(0), Date.now());
    return { ok: true, ...answer };
  }
}
