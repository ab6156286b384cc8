import type { AccessPolicy } from './access-policy';
import { isReading, type RequestFacts } from './request-facts';

/**
 * Who sent a request, as far as a browser says: `ours`, a page of our own or no page at all; an origin of the allow-list,
 * which is to be told that it may read; or `foreign`.
 */
export type Sender = 'ours' | 'foreign' | { readonly origin: string };

/** @param host as the request says it, found to be ours. */
export function senderOf(request: RequestFacts, path: string, host: string, policy: AccessPolicy): Sender {
  const { origin } = request.headers;
  if (origin === undefined) return isForeignFetch(request, path) ? 'foreign' : 'ours';
  if (policy.origins.has(origin) || origin === `http://${host}` || origin === `https://${host}`) return 'ours';
  return policy.foreignOrigins.has(origin) ? { origin } : 'foreign';
}

/** Does the browser itself say that a page of ours sent it, or one that we know? Its absence says nothing. */
export function isSurelyOurs(request: RequestFacts, sender: Sender): boolean {
  if (sender !== 'ours') return false;
  return request.headers.origin !== undefined || request.headers['sec-fetch-site'] === 'same-origin';
}

/**
 * Does the browser say that another site is behind the request? Then only a link may be followed: from anywhere to the
 * page, and from a neighbour (the same host on another port) to any address. Frames, images and scripts are no links.
 */
function isForeignFetch({ method, headers }: RequestFacts, path: string): boolean {
  const site = headers['sec-fetch-site'];
  if (site === undefined || site === 'same-origin' || site === 'none') return false;
  const isLink = headers['sec-fetch-mode'] === 'navigate' && headers['sec-fetch-dest'] === 'document';
  return !(isReading(method) && isLink && (site === 'same-site' || path === '/'));
}
