import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { DoorError } from '../door/http-problem';
import type { Access } from './access';
import type { Decision } from './decide';
import { answerLogin, beginSession } from './login-answer';
import { queryToken, withoutToken } from './query-token';
import { sessionShown } from './session-cookie';

const PREFLIGHT_HEADERS = {
  'Access-Control-Allow-Methods': 'GET, HEAD, POST, DELETE',
  'Access-Control-Allow-Headers': 'authorization, content-type, last-event-id',
  'Access-Control-Max-Age': '600',
} as const;

/** Among what an answer knows: whether somebody who has logged in is let in, who can then log out. */
export const IN_SESSION = 'inSession';

/** Stands in front of every route: lets a request on, answers it, or refuses it. */
export function accessMiddleware(access: Access): RequestHandler {
  return (request: Request, response: Response, next: NextFunction) => {
    const decision = access.admit(request, response);
    const hadToken = hideToken(request);
    const { verdict } = decision;
    if (verdict.kind === 'preflight') {
      response.writeHead(204, PREFLIGHT_HEADERS).end();
      return;
    }
    const isPage = isPageRequest(request);
    if (verdict.kind === 'allowed') {
      // An address that holds a token is kept by the browser: it gets a session instead.
      if (hadToken && isPage && verdict.scopes) beginSession(access.logInWith(verdict.scopes), request, response);
      else {
        response.locals[IN_SESSION] = verdict.scopes !== null && sessionShown(request.headers.cookie) !== null;
        next();
      }
      return;
    }
    if (isPage && access.asksForTokens && asksForLogin(decision)) {
      answerLogin(request, response, verdict.problem);
      return;
    }
    if (verdict.problem.status === 401) response.setHeader('WWW-Authenticate', 'Bearer');
    next(new DoorError(verdict.problem));
  };
}

function asksForLogin({ verdict }: Decision): boolean {
  if (verdict.kind !== 'refused') return false;
  const { status } = verdict.problem;
  return status === 401 || status === 429;
}

/** Does a browser ask for the page? */
function isPageRequest(request: Request): boolean {
  const isGet = request.method === 'GET' || request.method === 'HEAD';
  return isGet && request.path === '/' && (request.headers.accept ?? '').includes('text/html');
}

/** Takes any token out of the address before somebody writes the address down. @returns whether there was one. */
function hideToken(request: Request): boolean {
  const hidden = withoutToken(request.url);
  if (hidden === request.url) return false;
  const had = queryToken(request.url) !== null;
  request.url = hidden;
  request.originalUrl = hidden;
  return had;
}
