import { type ArgumentsHost, Catch, type ExceptionFilter } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Logger } from 'pino';
import type { IntakeLedger } from '../metrics/intake-ledger';
import { isIntake } from '../metrics/intake-path';
import { methodsInstead } from './allowed-methods';
import { type HttpProblem, methodNotAllowed, problemOf } from './http-problem';
import { FailureReport } from './problem.report';
import { requestIdOf } from './request-id';

/** What is Callscope's own speaks RFC 9457; the rest, the words of the dashboard that it is compatible with. */
const OWN_SURFACE = /^\/(api\/v2|ready|metrics|openapi\.json)(\/|$)/;

/** Turns whatever was thrown into the answer of the surface that was asked: never HTML, never a stack. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  readonly #report: FailureReport;

  constructor(
    logger: Logger,
    private readonly ledger: Pick<IntakeLedger, 'refused'>,
  ) {
    this.#report = new FailureReport(logger, () => performance.now());
  }

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<Request>();
    const response = http.getResponse<Response>();
    const requestId = requestIdOf(response);
    const problem = inPlace(problemOf(error), request);
    if (problem.status >= 500) this.#report.failed(error, problem, requestId);
    if (isIntake(request.method, request.url)) this.ledger.refused(problem);
    if (response.headersSent) {
      response.destroy();
      return;
    }
    answer(request, response, problem, requestId);
  }
}

/** What leads nowhere with this method may lead somewhere with another. */
function inPlace(problem: HttpProblem, request: Request): HttpProblem {
  const instead = problem.status === 404 ? methodsInstead(request) : null;
  return instead ? methodNotAllowed(instead) : problem;
}

function answer(request: Request, response: Response, problem: HttpProblem, requestId: string): void {
  const { status, code, message, field, retryAfterS, allow } = problem;
  if (retryAfterS !== undefined) response.setHeader('Retry-After', String(retryAfterS));
  if (allow) response.setHeader('Allow', allow.join(', '));
  // Half a body that nobody reads would hold the connection: close it with the answer.
  if (!request.complete) response.setHeader('Connection', 'close');
  response.status(status);
  if (!OWN_SURFACE.test(request.path)) {
    response.json({ ok: false, error: message, code });
    return;
  }
  response.type('application/problem+json');
  response.send(
    JSON.stringify({
      type: `urn:callscope:problem:${code}`,
      title: code.replaceAll('_', ' '),
      status,
      detail: message,
      code,
      ...(field && { field }),
      request_id: requestId,
    }),
  );
}
