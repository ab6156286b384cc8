/** What the browser keeps in place of a token. */
const NAME = 'callscope_session';

/** Half a day: who works with the page logs in once a day. */
export const SESSION_S = 12 * 3_600;

/** The name of the session that a Cookie header shows; null when it shows none. */
export function sessionShown(cookies: string | undefined): string | null {
  if (cookies === undefined) return null;
  for (const pair of cookies.split(';')) {
    const at = pair.indexOf('=');
    if (pair.slice(0, at).trim() === NAME) return pair.slice(at + 1).trim();
  }
  return null;
}

/** @param isSecure whether the browser came by TLS: such a cookie is never sent without it again. */
export function sessionCookie(session: string, isSecure: boolean): string {
  return cookie(session, SESSION_S, isSecure);
}

/** Makes the browser forget it. */
export function noSessionCookie(isSecure: boolean): string {
  return cookie('', 0, isSecure);
}

function cookie(value: string, maxAgeS: number, isSecure: boolean): string {
  const secure = isSecure ? '; Secure' : '';
  return `${NAME}=${value}; Path=/; Max-Age=${maxAgeS}; HttpOnly; SameSite=Strict${secure}`;
}
