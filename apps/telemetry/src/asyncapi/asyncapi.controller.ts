import { Controller, Get, Header, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { tagged, type TaggedText, textUnlessKnown } from '../openapi/tagged-text';
import { VERSION } from '../version';
import { buildAsyncApi } from './document';

/** `GET /asyncapi.json`: what the streams of this service send, for programs. */
@Controller('asyncapi.json')
export class AsyncApiController {
  #json: TaggedText | null = null;

  @Get()
  @Header('Content-Type', 'application/json; charset=utf-8')
  @Header('Cache-Control', 'no-cache')
  asyncapi(@Req() request: Request, @Res({ passthrough: true }) response: Response): string {
    // Put together when it is first asked for: most services never are.
    this.#json ??= tagged(JSON.stringify(buildAsyncApi(VERSION)));
    return textUnlessKnown(this.#json, request, response);
  }
}
