import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Controller, Get, Header, Res } from '@nestjs/common';
import { IN_SESSION } from '../access/access.middleware';
import { contentPolicyOf } from '../access/content-policy';
import { DoorError, type HttpProblem } from '../door/http-problem';
import type { HttpResponse } from '../http-types';
import { ROOT } from '../version';

const PAGE_FILE = join(ROOT, 'dist-ui', 'index.html');

/** Somebody has to build it first, and to start anew. */
const NOT_BUILT: HttpProblem = {
  status: 503,
  code: 'not_ready',
  message: 'the page is not built: run "npm run build"',
  retryAfterS: 60,
};

/** `GET /`: the dashboard, one file, read once. In development it is built by Vite, which serves it itself. */
@Controller()
export class PageController {
  readonly #html = existsSync(PAGE_FILE) ? readFileSync(PAGE_FILE, 'utf8') : null;
  /** The page shows what ends a session only where there is one; who holds the cookie, it cannot see. */
  readonly #htmlInSession = this.#html?.replace('<html ', '<html data-session ') ?? null;
  readonly #policy = contentPolicyOf(this.#html ?? '');

  @Get()
  @Header('Content-Type', 'text/html; charset=utf-8')
  @Header('Cache-Control', 'no-cache')
  page(@Res({ passthrough: true }) response: HttpResponse): string {
    const html = response.locals[IN_SESSION] === true ? this.#htmlInSession : this.#html;
    if (html === null) {
      throw new DoorError(NOT_BUILT);
    }
    response.setHeader('Content-Security-Policy', this.#policy);
    return html;
  }
}
