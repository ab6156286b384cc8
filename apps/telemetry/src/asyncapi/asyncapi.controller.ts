import { Controller, Get, Header, Req, Res } from '@nestjs/common';
import type { HttpRequest, HttpResponse } from '../http-types';
import { tagged, type TaggedText, textUnlessKnown } from '../openapi/tagged-text';
import { VERSION } from '../version';

/** `GET /asyncapi.json`: what the streams of this service send, for programs. */
@Controller('asyncapi.json')
export class AsyncApiController {
  #json: TaggedText | null = null;

  @Get()
  @Header('Content-Type', 'application/json; charset=utf-8')
  @Header('Cache-Control', 'no-cache')
  async asyncapi(@Req() request: HttpRequest, @Res({ passthrough: true }) response: HttpResponse): Promise<string> {
    // Loaded and put together when it is first asked for: most services never are.
    const { buildAsyncApi } = await import('./document.js');
    this.#json ??= tagged(JSON.stringify(buildAsyncApi(VERSION)));
    return textUnlessKnown(this.#json, request, response);
  }
}
