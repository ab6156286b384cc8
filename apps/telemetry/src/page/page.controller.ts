import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Controller, Get, Header } from '@nestjs/common';
import { ROOT } from '../version';

const PAGE_FILE = join(ROOT, 'dist-ui', 'index.html');

/** `GET /`: the dashboard, one file, read once. */
@Controller()
export class PageController {
  readonly #html = readPage();

  @Get()
  @Header('Content-Type', 'text/html; charset=utf-8')
  @Header('Cache-Control', 'no-cache')
  @Header('X-Content-Type-Options', 'nosniff')
  page(): string {
    return this.#html;
  }
}

function readPage(): string {
  try {
    return readFileSync(PAGE_FILE, 'utf8');
  } catch (error) {
    throw new Error(`the page ${PAGE_FILE} is not built: run "npm run build"`, { cause: error });
  }
}
