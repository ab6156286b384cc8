import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import type { IntakeLedger } from '../metrics/intake-ledger';
import { isIntake } from '../metrics/intake-path';
import { discardRest } from './body-stream';
import type { HttpProblem } from './http-problem';
import { answerProblem } from './problem.answer';
import { FailureReport } from './problem.report';
import { requestIdOf } from './request-id';

/** What went wrong with requests: answered, said in the log, counted. The one place for it, whoever took the request. */
export class Problems {
  readonly #report: FailureReport;

  constructor(
    logger: Logger,
    private readonly ledger: Pick<IntakeLedger, 'refused'>,
  ) {
    this.#report = new FailureReport(logger, () => performance.now());
  }

  /** @param error what was thrown; @param problem what it looks like from outside. */
  tell(error: unknown, problem: HttpProblem, request: IncomingMessage, response: ServerResponse): void {
    if (problem.status >= 500) this.#report.failed(error, problem, requestIdOf(response));
    if (isIntake(request.method, request.url)) this.ledger.refused(problem);
    const answer = (): void => {
      if (response.headersSent) response.destroy();
      else answerProblem(request, response, problem);
    };
    // Cut off while it sends its body, a client would not see why.
    if (request.complete || response.headersSent) answer();
    else void discardRest(request).then(answer);
  }
}
