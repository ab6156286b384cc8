import { Controller, Delete, HttpCode, Param, Post, Req, UseGuards } from '@nestjs/common';
import { CaughtUpGuard } from '../door/caught-up.guard';
import { bytesOf } from '../door/json-body.middleware';
import type { HttpRequest } from '../http-types';
import { callIdsOf } from './delete-calls.body';
import { HideCalls } from './hide-calls.service';

/** What the dashboard calls deleting: `DELETE /api/dashboard/calls/:id`, `POST /api/dashboard/calls/delete`. Contract §2. */
@Controller('api/dashboard/calls')
@UseGuards(CaughtUpGuard)
export class DeleteCallsController {
  constructor(private readonly calls: HideCalls) {}

  @Delete(':id')
  async one(@Param('id') id: string): Promise<object> {
    return { deleted: await this.calls.hideEnded([id]) };
  }

  @Post('delete')
  @HttpCode(200)
  async many(@Req() request: HttpRequest): Promise<object> {
    return { deleted: await this.calls.hideEnded(callIdsOf(bytesOf(request))) };
  }
}
