import { Controller, Get, Header, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { ApiTexts } from './api-texts.service';
import { PAGE_POLICY } from './docs/page';
import { textUnlessKnown } from './tagged-text';

/** `GET /docs`: the same document for people, one page that loads nothing. */
@Controller('docs')
export class DocsController {
  constructor(private readonly texts: ApiTexts) {}

  @Get()
  @Header('Content-Type', 'text/html; charset=utf-8')
  @Header('Cache-Control', 'no-cache')
  @Header('X-Content-Type-Options', 'nosniff')
  docs(@Req() request: Request, @Res({ passthrough: true }) response: Response): string {
    // What stands at the door has set one for the board, which runs scripts. This page has none.
    response.setHeader('Content-Security-Policy', PAGE_POLICY);
    return textUnlessKnown(this.texts.page, request, response);
  }
}
