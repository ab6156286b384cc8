import bodyParser from 'body-parser';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { DoorError } from './http-problem';

const MAX_BODY_BYTES = 8 * 1_024 * 1_024;
const JSON_TYPE = /^application\/json\s*(;|$)/i;
const CHARSET = /;\s*charset\s*=\s*"?([^\s";]+)/i;

const readBytes = bodyParser.raw({ type: () => true, limit: MAX_BODY_BYTES, inflate: true });

/**
 * Lets JSON in, as bytes: what they mean is the intake's business. Anything else is refused before it is read, above
 * all the media types that a foreign web page can send without asking.
 */
export function jsonBody(): RequestHandler {
  return (request: Request, response: Response, next: NextFunction) => {
    const refusal = refusalOf(request.headers['content-type']);
    if (refusal) next(refusal);
    else readBytes(request, response, next);
  };
}

function refusalOf(contentType: string | undefined): DoorError | null {
  if (!contentType || !JSON_TYPE.test(contentType)) {
    return refused('unsupported_media_type', 'content-type must be application/json');
  }
  const charset = CHARSET.exec(contentType)?.[1]?.toLowerCase();
  if (charset !== undefined && charset !== 'utf-8' && charset !== 'utf8') {
    return refused('unsupported_charset', 'the charset must be utf-8');
  }
  return null;
}

function refused(code: string, message: string): DoorError {
  return new DoorError({ status: 415, code, message });
}
