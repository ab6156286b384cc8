import { Controller, HttpCode, NotFoundException, Post, Req } from '@nestjs/common';
import { bytesOf } from '../door/json-body.middleware';
import type { HttpRequest } from '../http-types';
import { toErase } from './erase.body';
import { type Erased, Eraser } from './eraser.service';

/**
 * `POST /api/v2/erase` `{call_id}` or `{number}`: takes every personal byte of one call, or of all calls of a number, off
 * the disk. Answers which calls, and how many events lost something. It cannot be undone.
 */
@Controller('api/v2/erase')
export class EraseController {
  constructor(private readonly eraser: Eraser) {}

  @Post()
  @HttpCode(200)
  async erase(@Req() request: HttpRequest): Promise<Erased> {
    const what = toErase(bytesOf(request));
    const erased = 'digits' in what ? await this.eraser.number(what.digits) : await this.eraser.call(what.callId);
    if (!erased) throw new NotFoundException();
    return erased;
  }
}
