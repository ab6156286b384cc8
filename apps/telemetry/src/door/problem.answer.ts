import type { IncomingMessage, ServerResponse } from 'node:http';
import { targetOf } from '../access/request-facts';
import type { HttpProblem } from './http-problem';
import { requestIdOf } from './request-id';
import { sendJson } from './send-json';

/** What is Callscope's own speaks RFC 9457; the rest, the words of the dashboard that it is compatible with. */
const OWN_SURFACE = /^\/(api\/v2|ready|metrics|(open|async)api\.json)(\/|$)/;

/** Who is told "not now" is told when: after so many seconds, where nobody knows better. */
const RETRY_AFTER_S = 1;
const NOT_NOW: ReadonlySet<number> = new Set([429, 503]);

/** Answers with a problem, in the form of the surface that was asked: never HTML, never a stack. */
export function answerProblem(request: IncomingMessage, response: ServerResponse, problem: HttpProblem): void {
  const { status, code, message, field, allow } = problem;
  const retryAfterS = problem.retryAfterS ?? (NOT_NOW.has(status) ? RETRY_AFTER_S : undefined);
  if (retryAfterS !== undefined) response.setHeader('Retry-After', String(retryAfterS));
  if (allow) response.setHeader('Allow', allow.join(', '));
  // Half a body that nobody reads would hold the connection: close it with the answer.
  if (!request.complete) response.setHeader('Connection', 'close');
  if (!OWN_SURFACE.test(targetOf(request.url ?? '/').path)) {
    sendJson(response, status, { ok: false, error: message, code });
    return;
  }
  const told = {
    type: `urn:callscope:problem:${code}`,
    title: code.replaceAll('_', ' '),
    status,
    detail: message,
    code,
    ...(field && { field }),
    request_id: requestIdOf(response),
  };
  sendJson(response, status, told, 'application/problem+json; charset=utf-8');
}
