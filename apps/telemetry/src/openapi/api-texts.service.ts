import { Injectable } from '@nestjs/common';
import { VERSION } from '../version';
import { docsPage } from './docs/page';
import { buildDocument } from './document';
import { tagged, type TaggedText } from './tagged-text';

/** The document and its page, put together when they are first asked for: most services never are. */
@Injectable()
export class ApiTexts {
  #json: TaggedText | null = null;
  #page: TaggedText | null = null;

  get json(): TaggedText {
    return (this.#json ??= tagged(JSON.stringify(buildDocument(VERSION))));
  }

  get page(): TaggedText {
    return (this.#page ??= tagged(docsPage(buildDocument(VERSION))));
  }
}
