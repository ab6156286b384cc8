import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { VERSION } from '../version';
import { docsPage } from './docs/page';
import { buildDocument } from './document';

/** What is answered, and the tag by which a client knows that it has it already. */
export interface TaggedText {
  readonly text: string;
  readonly tag: string;
}

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

function tagged(text: string): TaggedText {
  return { text, tag: `"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"` };
}
