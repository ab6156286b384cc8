import type { Request, RequestHandler } from 'express';
import { REQUEST_ID_HEADER } from '../door/request-id';
import { NO_ROUTE } from './request-counts';
import type { Watcher } from './watcher';

/** Stands before everything that Express answers. */
export function watchRequests(watcher: Watcher): RequestHandler {
  return (request, response, next) => {
    response.setHeader(
      REQUEST_ID_HEADER,
      watcher.watch(request, response, () => routeOf(request)),
    );
    next();
  };
}

/** The pattern that the request has matched, which Express leaves behind. */
function routeOf(request: Request): string {
  const { path } = (request.route ?? {}) as { path?: unknown };
  return typeof path === 'string' ? path : NO_ROUTE;
}
