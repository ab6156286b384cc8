import { randomBytes } from 'node:crypto';
import type { Scope } from '../settings/settings';
import { SESSION_S } from './session-cookie';

const MAX_SESSIONS = 1_000;
const NAME_BYTES = 32;

interface Session {
  readonly scopes: readonly Scope[];
  /** Epoch ms. */
  readonly endsAt: number;
}

/** Who has logged in by the page, in memory alone: a session is nothing that could be stolen from the disk. */
export class Sessions {
  /** In the order in which they began, which is that in which they end. */
  readonly #sessions = new Map<string, Session>();

  constructor(private readonly now: () => number) {}

  /** @returns the name of the new session, which tells nothing of the token. Of too many, the oldest ends. */
  begin(scopes: readonly Scope[]): string {
    for (const [name, { endsAt }] of this.#sessions) {
      if (endsAt > this.now() && this.#sessions.size < MAX_SESSIONS) break;
      this.#sessions.delete(name);
    }
    const name = randomBytes(NAME_BYTES).toString('base64url');
    this.#sessions.set(name, { scopes, endsAt: this.now() + SESSION_S * 1_000 });
    return name;
  }

  scopesOf(name: string): readonly Scope[] | null {
    const session = this.#sessions.get(name);
    return session !== undefined && session.endsAt > this.now() ? session.scopes : null;
  }

  end(name: string): void {
    this.#sessions.delete(name);
  }
}
