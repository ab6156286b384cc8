import { createHash } from 'node:crypto';
import type { Request, Response } from 'express';

/** What is answered, and the tag by which a client knows that it has it already. */
export interface TaggedText {
  readonly text: string;
  readonly tag: string;
}

export function tagged(text: string): TaggedText {
  return { text, tag: `"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"` };
}

/** The body of the answer: none, and 304, to who has it already. */
export function textUnlessKnown({ text, tag }: TaggedText, request: Request, response: Response): string {
  response.setHeader('ETag', tag);
  if (!request.fresh) return text;
  response.status(304);
  return '';
}
