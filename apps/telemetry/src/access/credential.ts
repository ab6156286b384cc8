import { timingSafeEqual } from 'node:crypto';
import type { Scope } from '../settings/settings';
import { type AccessPolicy, digestOf } from './access-policy';
import { queryToken } from './query-token';
import type { RequestFacts } from './request-facts';

const BEARER = /^bearer +(\S+) *$/i;
const MAX_TOKEN_LENGTH = 512;

/** The token that a request shows; null when it shows none. Other ways of authorising belong to a proxy before us. */
export function tokenShown(request: RequestFacts, policy: AccessPolicy): string | null {
  const { authorization } = request.headers;
  const bearer = authorization === undefined ? null : (BEARER.exec(authorization)?.[1] ?? null);
  return bearer ?? (policy.queryTokenIsTaken ? queryToken(request.url ?? '/') : null);
}

/**
 * What a token allows; null when it is no token of ours. Digests are compared, all of them and each as a whole: the
 * time it takes tells nothing of how near a guess came.
 */
export function scopesOfToken(token: string, policy: AccessPolicy): readonly Scope[] | null {
  if (token.length > MAX_TOKEN_LENGTH) return null;
  const digest = digestOf(token);
  let scopes: readonly Scope[] | null = null;
  for (const known of policy.tokens) {
    if (timingSafeEqual(digest, known.digest)) scopes = known.scopes;
  }
  return scopes;
}
