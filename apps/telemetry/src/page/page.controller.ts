import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Controller, Get, Header } from '@nestjs/common';
import { DoorError } from '../door/http-problem';
import { ROOT } from '../version';

const PAGE_FILE = join(ROOT, 'dist-ui', 'index.html');

/** `GET /`: the dashboard, one file, read once. In development it is built by Vite, which serves it itself. */
@Controller()
export class PageController {
  readonly #html = existsSync(PAGE_FILE) ? readFileSync(PAGE_FILE, 'utf8') : null;

  @Get()
  @Header('Content-Type', 'text/html; charset=utf-8')
  @Header('Cache-Control', 'no-cache')
  @Header('X-Content-Type-Options', 'nosniff')
  page(): string {
    if (this.#html !== null) return this.#html;
    throw new DoorError({ status: 503, code: 'not_ready', message: 'the page is not built: run "npm run build"' });
  }
}
