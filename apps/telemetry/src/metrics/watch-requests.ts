import type { Request, RequestHandler, Response } from 'express';
import type { Logger } from 'pino';
import type { InFlight } from '../door/pressure.in-flight';
import { REQUEST_ID_HEADER, requestIdFrom } from '../door/request-id';
import { isIntake } from './intake-path';
import { NO_ROUTE, type RequestCounts } from './request-counts';

export interface Watchers {
  readonly counts: RequestCounts;
  readonly inFlight: InFlight;
  /** Says each request at level debug: ids and patterns, never a path, a query or a body. */
  readonly logger: Logger;
}

/** Gives every request its id, and counts it when it is over. Stands before everything that answers. */
export function watchRequests({ counts, inFlight, logger }: Watchers): RequestHandler {
  const isLogged = logger.isLevelEnabled('debug');
  return (request, response, next) => {
    const id = requestIdFrom(request.headers['x-request-id']);
    response.setHeader(REQUEST_ID_HEADER, id);
    const began = isLogged ? performance.now() : 0;
    const address = isIntake(request.method, request.url) ? inFlight.enter(request.socket.remoteAddress) : null;
    response.on('close', () => {
      if (address !== null) inFlight.leave(address);
      const route = routeOf(request);
      const status = statusOf(response);
      counts.count(route, request.method, status);
      if (!isLogged) return;
      const ms = Math.round((performance.now() - began) * 1_000) / 1_000;
      logger.debug({ request_id: id, method: request.method, route, status, ms }, 'answered');
    });
    next();
  };
}

/** The pattern that the request has matched, which Express leaves behind. */
function routeOf(request: Request): string {
  const { path } = (request.route ?? {}) as { path?: unknown };
  return typeof path === 'string' ? path : NO_ROUTE;
}

function statusOf(response: Response): number | null {
  return response.headersSent ? response.statusCode : null;
}
