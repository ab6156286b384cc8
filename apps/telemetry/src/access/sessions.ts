import { randomBytes } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { REVOKED } from '@callscope/live-feed';
import { whenClosed } from '../door/when-closed';
import type { Scope } from '../settings/settings';
import { SESSION_S } from './session-cookie';

const MAX_SESSIONS = 1_000;
const NAME_BYTES = 32;

interface Session {
  readonly scopes: readonly Scope[];
  /** Epoch ms. */
  readonly endsAt: number;
  /** Answers that are under way: most for a moment, streams for as long as the session. */
  readonly answers: Set<ServerResponse>;
  readonly timer: NodeJS.Timeout;
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
      this.end(name);
    }
    const name = randomBytes(NAME_BYTES).toString('base64url');
    const timer = setTimeout(() => {
      this.end(name);
    }, SESSION_S * 1_000).unref();
    this.#sessions.set(name, { scopes, endsAt: this.now() + SESSION_S * 1_000, answers: new Set(), timer });
    return name;
  }

  scopesOf(name: string): readonly Scope[] | null {
    const session = this.#sessions.get(name);
    return session !== undefined && session.endsAt > this.now() ? session.scopes : null;
  }

  /** This answer is given by right of the session, and no longer than it is open. */
  hold(name: string, response: ServerResponse): void {
    const answers = this.#sessions.get(name)?.answers;
    if (answers === undefined) return;
    answers.add(response);
    const letGo = (): boolean => answers.delete(response);
    const leaveOff = whenClosed(response.req.socket, letGo);
    response.once('close', () => {
      leaveOff();
      letGo();
    });
  }

  /** What is still being sent by its right ends: a stream in order, all else breaks off. */
  end(name: string): void {
    const session = this.#sessions.get(name);
    if (session === undefined) return;
    this.#sessions.delete(name);
    clearTimeout(session.timer);
    for (const response of session.answers) if (!response.emit(REVOKED)) response.destroy();
  }
}
