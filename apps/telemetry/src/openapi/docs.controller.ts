import { Controller, Get, Header, Req, Res } from '@nestjs/common';
import type { HttpRequest, HttpResponse } from '../http-types';
import { ApiTexts } from './api-texts.service';
import { textUnlessKnown } from './tagged-text';

/** `GET /docs`: the same document for people, one page that loads nothing. */
@Controller('docs')
export class DocsController {
  constructor(private readonly texts: ApiTexts) {}

  @Get()
  @Header('Content-Type', 'text/html; charset=utf-8')
  @Header('Cache-Control', 'no-cache')
  @Header('X-Content-Type-Options', 'nosniff')
  async docs(@Req() request: HttpRequest, @Res({ passthrough: true }) response: HttpResponse): Promise<string> {
    const page = await this.texts.page();
    // What stands at the door has set one for the board, which runs scripts. This page has none.
    response.setHeader('Content-Security-Policy', page.policy);
    return textUnlessKnown(page, request, response);
  }
}
