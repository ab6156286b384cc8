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

/** Posts one body to where the Patter SDKs post. Never throws: that nobody answered is an answer too. */
export async function postBody(url: string, body: string): Promise<Answer> {
  try {
    const response = await fetch(`${url}/api/dashboard/ingest`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    });
    const text = await response.text();
    if (response.ok) return { kind: 'accepted' };
    const retryAfter = response.headers.get('retry-after');
    return { kind: 'refused', retryAfter, ...refusalOf(response.status, text) };
  } catch (error) {
    return { kind: 'unreachable', reason: reasonOf(error) };
  }
}

/** fetch says "fetch failed"; why stands in its cause. */
function reasonOf(error: unknown): string {
  const cause = causeOf(error) ?? error;
  return codeOf(cause) ?? messageOf(cause);
}
