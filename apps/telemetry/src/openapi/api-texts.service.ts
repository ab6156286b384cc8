import { Injectable } from '@nestjs/common';
import { VERSION } from '../version';
import { tagged, type TaggedText } from './tagged-text';

/** The page, and what it may do in a browser. */
export interface DocsPage extends TaggedText {
  readonly policy: string;
}

/**
 * The document and its page, put together when they are first asked for: most services never are. What they are made of
 * is loaded then, too: it is a tenth of the service's own files, and a start does without.
 */
@Injectable()
export class ApiTexts {
  #json: TaggedText | null = null;
  #page: DocsPage | null = null;

  async json(): Promise<TaggedText> {
    const { buildDocument } = await import('./document.js');
    return (this.#json ??= tagged(JSON.stringify(buildDocument(VERSION))));
  }

  async page(): Promise<DocsPage> {
    const [{ buildDocument }, { docsPage, PAGE_POLICY }] = await Promise.all([
      import('./document.js'),
      import('./docs/page.js'),
    ]);
    return (this.#page ??= { ...tagged(docsPage(buildDocument(VERSION))), policy: PAGE_POLICY });
  }
}
