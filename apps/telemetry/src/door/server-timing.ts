import type { ServerResponse } from 'node:http';
import type { RequestHandler } from 'express';

/** A browser shows it beside the request; to pages of other origins it tells nothing. */
export const SERVER_TIMING_HEADER = 'Server-Timing';

/** Whose answers say it. */
export const TIMED_PATH = '/api/v2';

const READS: ReadonlySet<string> = new Set(['GET', 'HEAD']);

/**
 * Says on the answer to a read how long it took in here, from when the door let it in until its first byte was handed
 * over: `Server-Timing: app;dur=0.412`, in ms. Behind the door, so that who is refused learns nothing of how long that
 * took.
 */
export function serverTiming(now: () => number = () => performance.now()): RequestHandler {
  return (request, response, next) => {
    if (READS.has(request.method)) timeFirstByte(response, now);
    next();
  };
}

/** Node writes every head by this one method, also the one that nobody asked it to write. */
function timeFirstByte(response: ServerResponse, now: () => number): void {
  const began = now();
  const writeHead = response.writeHead.bind(response) as (...head: unknown[]) => ServerResponse;
  response.writeHead = (...head: unknown[]) => {
    response.setHeader(SERVER_TIMING_HEADER, `app;dur=${(now() - began).toFixed(3)}`);
    return writeHead(...head);
  };
}
