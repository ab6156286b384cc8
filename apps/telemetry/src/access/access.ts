import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Scope } from '../settings/settings';
import { type AccessPolicy, accessPolicy, type AccessSettings } from './access-policy';
import { type Decision, decide, type DoorMemory, type Refused } from './decide';
import { scopesOfToken } from './credential';
import { Failures } from './failures';
import { setSafetyHeaders } from './safety-headers';
import { senderAddress } from './sender-address';
import { Sessions } from './sessions';
import { FORBIDDEN_SCOPE, tooManyRequests, UNAUTHORIZED } from './access-problems';

/** What a page of another origin may read beside the body: browsers keep all but a few headers to themselves. */
const READABLE_HEADERS = 'Retry-After, X-Request-Id, Content-Disposition';

/** The door: decides on each request once, and remembers failures and sessions. */
export class Access {
  readonly sessions: Sessions;
  readonly #failures: Failures;
  readonly #memory: DoorMemory;
  readonly #decided = new WeakMap<IncomingMessage, Decision>();
  #policy: AccessPolicy | null = null;

  constructor(
    private readonly settings: AccessSettings,
    now: () => number = Date.now,
  ) {
    this.sessions = new Sessions(now);
    this.#failures = new Failures(now);
    this.#memory = {
      scopesOfSession: (name) => this.sessions.scopesOf(name),
      secondsLocked: (address) => this.#failures.secondsLocked(address),
    };
  }

  /** Whether tokens are asked for at all. */
  get asksForTokens(): boolean {
    return this.settings.tokens.length > 0;
  }

  /**
   * Decides on a request, and sets the headers that every answer to it must have. Asked again for the same request,
   * it says the same and counts nothing twice.
   */
  admit(request: IncomingMessage, response: ServerResponse): Decision {
    const before = this.#decided.get(request);
    if (before !== undefined) return before;
    const policy = this.#policyOf(request);
    const decision = decide(request, policy, this.#memory);
    this.#decided.set(request, decision);
    const { verdict } = decision;
    if (verdict.kind === 'refused' && verdict.isFailure) this.#failures.note(senderAddress(request));
    if (verdict.kind === 'allowed' && verdict.session !== undefined) this.sessions.hold(verdict.session, response);
    setSafetyHeaders(response);
    if (policy.foreignOrigins.size > 0) {
      response.setHeader('Vary', 'Origin');
      if (decision.origin !== null) {
        response.setHeader('Access-Control-Allow-Origin', decision.origin);
        response.setHeader('Access-Control-Expose-Headers', READABLE_HEADERS);
      }
    }
    return decision;
  }

  /** Begins a session for who shows a token that may read; says why not otherwise. Wrong tokens are counted. */
  logIn(request: IncomingMessage, token: string): { readonly session: string } | Refused {
    const address = senderAddress(request);
    const locked = this.#failures.secondsLocked(address);
    if (locked > 0) return { kind: 'refused', problem: tooManyRequests(locked), isFailure: false };
    const scopes = scopesOfToken(token, this.#policyOf(request));
    if (scopes === null) {
      this.#failures.note(address);
      return { kind: 'refused', problem: UNAUTHORIZED, isFailure: true };
    }
    return this.logInWith(scopes);
  }

  /** As `logIn`, for who has shown a token already. */
  logInWith(scopes: readonly Scope[]): { readonly session: string } | Refused {
    if (scopes.includes('read')) return { session: this.sessions.begin(scopes) };
    return { kind: 'refused', problem: FORBIDDEN_SCOPE, isFailure: false };
  }

  /** The port is not known before somebody has come by it: 0 was asked for, perhaps. */
  #policyOf(request: IncomingMessage): AccessPolicy {
    this.#policy ??= accessPolicy(this.settings, request.socket.localPort ?? 0);
    return this.#policy;
  }
}
