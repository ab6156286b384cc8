import type { HttpProblem } from '../door/http-problem';
import type { Scope } from '../settings/settings';
import type { AccessPolicy } from './access-policy';
import { scopesOfToken, tokenShown } from './credential';
import { hostOf, isOwnHost } from './host-check';
import { isFromLoopback } from './loopback';
import { isSurelyOurs, type Sender, senderOf } from './origin-check';
import {
  FORBIDDEN_SCOPE,
  HOST_NOT_ALLOWED,
  ORIGIN_NOT_ALLOWED,
  tooManyRequests,
  UNAUTHORIZED,
} from './access-problems';
import { isReading, type RequestFacts, targetOf } from './request-facts';
import { scopeNeeded } from './scope-needed';
import { senderAddress } from './sender-address';
import { sessionShown } from './session-cookie';

/** What the door remembers of former requests, to look at. */
export interface DoorMemory {
  /** What an open session allows; null when there is none of this name. */
  scopesOfSession(name: string): readonly Scope[] | null;
  /** Seconds in which no token of this address is looked at; 0 = it is. */
  secondsLocked(address: string | undefined): number;
}

export interface Allowed {
  readonly kind: 'allowed';
  /** What the token or the session that was shown allows; null when none was asked for. */
  readonly scopes: readonly Scope[] | null;
  /** The session that was shown in place of a token. */
  readonly session?: string;
}

export interface Refused {
  readonly kind: 'refused';
  readonly problem: HttpProblem;
  /** A token was shown and it was wrong: counted by the address of its sender. */
  readonly isFailure: boolean;
}

/** A browser asks for a page of an allowed origin what it may send. */
export interface Preflight {
  readonly kind: 'preflight';
}

export type Verdict = Allowed | Refused | Preflight;

export interface Decision {
  readonly verdict: Verdict;
  /** The foreign origin that may read the answer, be it a refusal; null: no CORS header at all. */
  readonly origin: string | null;
}

const ALLOWED: Allowed = { kind: 'allowed', scopes: null };
const ALLOWED_PLAINLY: Decision = { verdict: ALLOWED, origin: null };

/** Whether a request is let in: who it is for, which page sent it, what it may do. Pure. Contract §5. */
export function decide(request: RequestFacts, policy: AccessPolicy, memory: DoorMemory): Decision {
  const { path, authority } = targetOf(request.url ?? '/');
  const host = hostOf(request.rawHeaders);
  if (host === null || !isOwnHost(host, policy, request.socket)) return refusedTo(null, HOST_NOT_ALLOWED);
  if (authority !== null && !isOwnHost(authority.toLowerCase(), policy, request.socket)) {
    return refusedTo(null, HOST_NOT_ALLOWED);
  }
  const sender = senderOf(request, path, host, policy);
  if (sender === 'foreign') return refusedTo(null, ORIGIN_NOT_ALLOWED);
  const origin = sender === 'ours' ? null : sender.origin;
  if (origin !== null && isPreflight(request)) return { verdict: { kind: 'preflight' }, origin };
  const needed = policy.tokens.length === 0 ? null : scopeNeeded(request.method, path);
  if (needed === null) return origin === null ? ALLOWED_PLAINLY : { verdict: ALLOWED, origin };
  return { verdict: byToken(request, needed, sender, policy, memory), origin };
}

function byToken(
  request: RequestFacts,
  needed: Scope,
  sender: Sender,
  policy: AccessPolicy,
  memory: DoorMemory,
): Allowed | Refused {
  const token = tokenShown(request, policy);
  if (token !== null) return byShownToken(request, token, needed, policy, memory);
  if (needed === 'ingest' && policy.loopbackIngestIsFree && isFromLoopback(request)) return ALLOWED;
  const session = sessionShown(request.headers.cookie);
  const scopes = session === null ? null : memory.scopesOfSession(session);
  // A browser adds the cookie by itself, so for a write it must say that it was our page that wrote.
  if (session === null || scopes === null) return refused(UNAUTHORIZED);
  if (!isReading(request.method) && !isSurelyOurs(request, sender)) return refused(UNAUTHORIZED);
  const verdict = withScopes(scopes, needed);
  return verdict.kind === 'allowed' ? { ...verdict, session } : verdict;
}

function byShownToken(
  request: RequestFacts,
  token: string,
  needed: Scope,
  policy: AccessPolicy,
  memory: DoorMemory,
): Allowed | Refused {
  const secondsLocked = memory.secondsLocked(senderAddress(request));
  if (secondsLocked > 0) return refused(tooManyRequests(secondsLocked));
  const scopes = scopesOfToken(token, policy);
  return scopes === null ? { ...refused(UNAUTHORIZED), isFailure: true } : withScopes(scopes, needed);
}

function withScopes(scopes: readonly Scope[], needed: Scope): Allowed | Refused {
  return scopes.includes(needed) ? { kind: 'allowed', scopes } : refused(FORBIDDEN_SCOPE);
}

function isPreflight({ method, headers }: RequestFacts): boolean {
  return method === 'OPTIONS' && headers['access-control-request-method'] !== undefined;
}

function refused(problem: HttpProblem): Refused {
  return { kind: 'refused', problem, isFailure: false };
}

function refusedTo(origin: string | null, problem: HttpProblem): Decision {
  return { verdict: refused(problem), origin };
}
