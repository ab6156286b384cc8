import { Controller, HttpCode, Post, Req, UseGuards } from '@nestjs/common';
import { callIdsOf } from '../dashboard/delete-calls.body';
import { HideCalls } from '../dashboard/hide-calls.service';
import { CaughtUpGuard } from '../door/caught-up.guard';
import { bytesOf } from '../door/json-body.middleware';
import type { HttpRequest } from '../http-types';

/** Ids of the calls that are not as they were. */
export interface ChangedCalls {
  readonly changed: readonly string[];
}

/** `POST /api/v2/calls/hide` and `/unhide` `{call_ids}`: out of every list and total, and back. Contract §3. */
@Controller('api/v2/calls')
@UseGuards(CaughtUpGuard)
export class HideController {
  constructor(private readonly calls: HideCalls) {}

  @Post('hide')
  @HttpCode(200)
  async hide(@Req() request: HttpRequest): Promise<ChangedCalls> {
    return { changed: await this.calls.hide(callIdsOf(bytesOf(request))) };
  }

  @Post('unhide')
  @HttpCode(200)
  async unhide(@Req() request: HttpRequest): Promise<ChangedCalls> {
    return { changed: await this.calls.unhide(callIdsOf(bytesOf(request))) };
  }
}
