import { type ArgumentsHost, Catch, type ExceptionFilter } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Logger } from 'pino';
import { type HttpProblem, problemOf } from './http-problem';

/** Turns whatever was thrown into the answer of the surface that was asked: never HTML, never a stack. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly logger: Logger) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<Request>();
    const response = http.getResponse<Response>();
    const problem = problemOf(error);
    if (problem.status >= 500) this.logger.error({ code: problem.code, err: error }, 'a request failed');
    if (response.headersSent) {
      response.destroy();
      return;
    }
    if (problem.retryAfterS !== undefined) response.setHeader('Retry-After', String(problem.retryAfterS));
    answer(request, response, problem);
  }
}

export function answer(request: Request, response: Response, problem: HttpProblem): void {
  const { status, code, message, field } = problem;
  // Half a body that nobody reads would hold the connection: close it with the answer.
  if (!request.complete) response.setHeader('Connection', 'close');
  response.status(status);
  if (request.path.startsWith('/api/v2/')) {
    response.type('application/problem+json');
    const type = `urn:callscope:problem:${code}`;
    response.send(
      JSON.stringify({
        type,
        title: code.replaceAll('_', ' '),
        status,
        detail: message,
        code,
        ...(field && { field }),
      }),
    );
    return;
  }
  response.json({ ok: false, error: message, code });
}
