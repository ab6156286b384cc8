import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Request, Response } from 'express';
import type { HttpProblem } from '../door/http-problem';
import type { Refused } from './decide';
import { LOGIN_PAGE_HEADERS, loginPageAfter } from './login-page';
import { sessionCookie } from './session-cookie';

/** Answers with the login page; it says what was wrong when a token was sent. */
export function answerLogin(request: Request, response: Response, problem: HttpProblem, wasSent = false): void {
  if (problem.retryAfterS !== undefined) response.setHeader('Retry-After', String(problem.retryAfterS));
  if (problem.status === 401) response.setHeader('WWW-Authenticate', 'Bearer');
  // English for who asks for neither: this page cannot know what was chosen on the one behind it.
  const language = request.acceptsLanguages('en', 'de') === 'de' ? 'de' : 'en';
  const body = loginPageAfter(wasSent || problem.status === 429 ? problem.code : '', language);
  const headers = { ...LOGIN_PAGE_HEADERS, 'Content-Language': language, 'Content-Length': Buffer.byteLength(body) };
  response.vary('Accept-Language').writeHead(problem.status, headers).end(body);
}

/** Sends who has logged in to the page, with a cookie; who has not, to the login page again. */
export function beginSession(
  login: { readonly session: string } | Refused,
  request: Request,
  response: Response,
): void {
  if ('problem' in login) answerLogin(request, response, login.problem, true);
  else goToPage(response, sessionCookie(login.session, cameByTls(request)));
}

/** Sends the browser to the page. 303: by GET, whatever it came with. */
export function goToPage(response: ServerResponse, cookie: string): void {
  const headers = { Location: '/', 'Set-Cookie': cookie, 'Cache-Control': 'no-store', 'Content-Length': 0 };
  response.writeHead(303, headers).end();
}

export function cameByTls({ headers }: IncomingMessage): boolean {
  return headers['x-forwarded-proto'] === 'https';
}
