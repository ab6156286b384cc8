import { Controller, Get, Header, Req, Res } from '@nestjs/common';
import type { HttpRequest, HttpResponse } from '../http-types';
import { ApiTexts } from './api-texts.service';
import { textUnlessKnown } from './tagged-text';

/** `GET /openapi.json`: what this service takes and answers, for programs. */
@Controller('openapi.json')
export class OpenApiController {
  constructor(private readonly texts: ApiTexts) {}

  @Get()
  @Header('Content-Type', 'application/json; charset=utf-8')
  @Header('Cache-Control', 'no-cache')
  async openapi(@Req() request: HttpRequest, @Res({ passthrough: true }) response: HttpResponse): Promise<string> {
    return textUnlessKnown(await this.texts.json(), request, response);
  }
}
