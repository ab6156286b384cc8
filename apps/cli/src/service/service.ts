import { CliError } from '../cli-error';
import { causeOf, codeOf, messageOf } from '../error-facts';
import { ExitCode } from '../exit-codes';
import { refusalOf, type Answer } from './answer';

const ANSWER_WITHIN_MS = 30_000;

/** Throws a CliError unless a Callscope answers there. */
export async function checkHealth(url: string): Promise<void> {
  const reason = await fetch(`${url}/health`, { redirect: 'manual', signal: AbortSignal.timeout(ANSWER_WITHIN_MS) })
    .then(async (response) => {
      await response.text();
      return response.ok ? undefined : ` (GET /health answered ${response.status})`;
    })
    .catch((error: unknown) => ` (${reasonOf(error)})`);
  if (reason === undefined) return;
  throw new CliError(`No Callscope at ${url}: start it with npm start${reason}`, ExitCode.Unreachable);
}

/** Where a service lives, without a slash at the end, and the token to show there. */
export interface Service {
  readonly url: string;
  readonly token?: string | undefined;
}

/** Posts one body to where the Patter SDKs post. Never throws: that nobody answered is an answer too. */
export function postBody(to: Service, body: string | Uint8Array): Promise<Answer> {
  return postTo(to, '/api/dashboard/ingest', 'application/json', body);
}

/** Posts to a path of a service. Never throws. */
export async function postTo(to: Service, path: string, type: string, body: string | Uint8Array): Promise<Answer> {
  try {
    const response = await fetch(`${to.url}${path}`, {
      method: 'POST',
      headers: { 'content-type': type, ...(to.token === undefined ? {} : { authorization: `Bearer ${to.token}` }) },
      body: body as string | Uint8Array<ArrayBuffer>,
      redirect: 'manual',
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    });
    const text = await response.text();
    if (response.ok) return { kind: 'accepted', text };
    const retryAfter = response.headers.get('retry-after');
    return { kind: 'refused', retryAfter, text, ...refusalOf(response.status, text) };
  } catch (error) {
    return { kind: 'unreachable', reason: reasonOf(error) };
  }
}

/** fetch says "fetch failed"; why stands in its cause. */
function reasonOf(error: unknown): string {
  const cause = causeOf(error) ?? error;
  return codeOf(cause) ?? messageOf(cause);
}
