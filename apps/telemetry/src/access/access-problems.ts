import type { HttpProblem } from '../door/http-problem';

/** How the door says no. The codes are part of the interface (contract §1.3). */
export const HOST_NOT_ALLOWED: HttpProblem = {
  status: 403,
  code: 'host_not_allowed',
  message: 'this service does not answer to that host: name it with --allow-host',
};

export const ORIGIN_NOT_ALLOWED: HttpProblem = {
  status: 403,
  code: 'origin_not_allowed',
  message: 'pages of that origin may not ask this service: name it with --allow-origin',
};

export const UNAUTHORIZED: HttpProblem = {
  status: 401,
  code: 'unauthorized',
  message: 'a token is needed, as "Authorization: Bearer <token>"',
};

export const FORBIDDEN_SCOPE: HttpProblem = {
  status: 403,
  code: 'forbidden_scope',
  message: 'this token does not allow that',
};

export function tooManyRequests(seconds: number): HttpProblem {
  return {
    status: 429,
    code: 'too_many_requests',
    message: 'too many wrong tokens came from this address',
    retryAfterS: seconds,
  };
}
