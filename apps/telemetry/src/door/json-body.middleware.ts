import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { mayTakeLong } from '../access/long-body';
import { readBody } from '../access/read-body';
import { senderAddress } from '../access/sender-address';
import { DoorError } from './http-problem';
import { saysLong } from './long-content';
import { mediaTypeOf, mediaTypeRefusal } from './media-type';
import type { PressureGate } from './pressure.gate';

export const MAX_BODY_BYTES = 8 * 1_024 * 1_024;
export const JSON_TYPE = 'application/json';

/** One event a line: read as it comes, so its body has no limit and is left to who handles the request. */
export const LINES_TYPE = 'application/x-ndjson';

type Gate = Pick<PressureGate, 'refusal'>;

/**
 * Lets JSON in, as bytes in `request.body`: what they mean is the intake's business. Anything else is refused.
 * @param gate of those that bring events: it is asked before a long body is read, as well as by their guard.
 */
export function jsonBody(gate: Gate | null = null): RequestHandler {
  return (request: Request, _response: Response, next: NextFunction) => {
    const refusal = mediaTypeRefusal(request.headers['content-type'], [JSON_TYPE]);
    if (refusal) next(refusal);
    else readBytes(request, gate, next);
  };
}

/** Lets JSON in, as bytes, and NDJSON, which stays unread. */
export function jsonOrLinesBody(gate: Gate): RequestHandler {
  return (request: Request, _response: Response, next: NextFunction) => {
    const contentType = request.headers['content-type'];
    const refusal = mediaTypeRefusal(contentType, [JSON_TYPE, LINES_TYPE]);
    if (refusal) next(refusal);
    else if (mediaTypeOf(contentType) !== LINES_TYPE) readBytes(request, gate, next);
    else {
      mayTakeLong(request);
      next();
    }
  };
}

function readBytes(request: Request, gate: Gate | null, next: NextFunction): void {
  const refusal = gate && saysLong(request) ? gate.refusal(senderAddress(request)) : null;
  if (refusal) {
    next(new DoorError(refusal));
    return;
  }
  readBody(request, MAX_BODY_BYTES).then((bytes) => {
    request.body = bytes;
    next();
  }, next);
}

/** The bytes that `jsonBody` has read. */
export function bytesOf(request: Request): Uint8Array {
  const body: unknown = request.body;
  return Buffer.isBuffer(body) ? body : Buffer.alloc(0);
}
