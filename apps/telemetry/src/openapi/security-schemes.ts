/** How a request shows that it may, where tokens are set. In the words of OpenAPI. */
export const SECURITY_SCHEMES = {
  token: {
    type: 'http',
    scheme: 'bearer',
    description: 'Asked for when the service was started with `--token-file`. Never in a URL.',
  },
  session: {
    type: 'apiKey',
    in: 'cookie',
    name: 'callscope_session',
    description: 'What the page gets by the login form: HttpOnly, SameSite=Strict.',
  },
} as const;
