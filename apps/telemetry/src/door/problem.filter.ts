import { type ArgumentsHost, Catch, type ExceptionFilter } from '@nestjs/common';
import type { Request, Response } from 'express';
import { methodsInstead } from './allowed-methods';
import { type HttpProblem, methodNotAllowed, problemOf } from './http-problem';
import type { Problems } from './problems';

/** Turns whatever was thrown on the way through Express and Nest into the answer of the surface that was asked. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly problems: Problems) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<Request>();
    this.problems.tell(error, inPlace(problemOf(error), request), request, http.getResponse<Response>());
  }
}

/** What leads nowhere with this method may lead somewhere with another. */
function inPlace(problem: HttpProblem, request: Request): HttpProblem {
  const instead = problem.status === 404 ? methodsInstead(request) : null;
  return instead ? methodNotAllowed(instead) : problem;
}
