/**
 * The address of the events of a service.
 * @throws TypeError when `url` is no http(s) address.
 */
export function eventsUrl(url: string): URL {
  const base = new URL(url);
  if (!/^https?:$/.test(base.protocol)) throw new TypeError(`"${url}" is no address of a service`);
  return new URL(`${base.origin}${base.pathname.replace(/\/+$/, '')}/api/v2/events`);
}

/** The token is told in a header, never in an address: those stand in logs. */
export function authorization(token: string | undefined): Record<string, string> {
  return token === undefined ? {} : { authorization: `Bearer ${token}` };
}
