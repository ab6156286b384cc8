import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Scope } from '../settings/settings';
import { type AccessPolicy, accessPolicy, type AccessSettings } from './access-policy';
import { type Decision, decide, type DoorMemory, type Refused } from './decide';
import { scopesOfToken } from './credential';
import { Failures } from './failures';
import { SAFETY_HEADER_LIST } from './safety-headers';
import { setHeaders } from './set-headers';
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

  /** Decides on a request. Asked again for the same one, it says the same and counts nothing twice. */
  decide(request: IncomingMessage): Decision {
    const before = this.#decided.get(request);
    if (before !== undefined) return before;
    const decision = decide(request, this.#policyOf(request), this.#memory);
    this.#decided.set(request, decision);
    const { verdict } = decision;
    if (verdict.kind === 'refused' && verdict.isFailure) this.#failures.note(senderAddress(request));
    return decision;
  }

  /** What every answer to a request must have in its head: name, value, name, value. */
  headersOf(request: IncomingMessage, { origin }: Decision): readonly string[] {
    if (this.#policyOf(request).foreignOrigins.size === 0) return SAFETY_HEADER_LIST;
    const told = [...SAFETY_HEADER_LIST, 'Vary', 'Origin'];
    if (origin === null) return told;
    return [...told, 'Access-Control-Allow-Origin', origin, 'Access-Control-Expose-Headers', READABLE_HEADERS];
  }

  /** Decides on a request, and sets those headers. What a session is shown ends with that session. */
  admit(request: IncomingMessage, response: ServerResponse): Decision {
    const decision = this.decide(request);
    const { verdict } = decision;
    if (verdict.kind === 'allowed' && verdict.session !== undefined) this.sessions.hold(verdict.session, response);
    setHeaders(response, this.headersOf(request, decision));
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
