import { CliError } from '../cli-error';
import { tokenIn } from '../data/token-file';
import { messageOf } from '../error-facts';
import { ExitCode } from '../exit-codes';
import type { Target } from './erase-options';
import type { EraseResult } from './erase-result';

/** Writing a large log anew takes a while. */
const ANSWER_WITHIN_MS = 300_000;

/** The name of the log that a service has; null when none answers there. */
export async function logBehind(url: string): Promise<string | null> {
  try {
    const response = await fetch(`${url}/health`, {
      redirect: 'manual',
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    });
    const { log } = (await response.json()) as { log?: unknown };
    return typeof log === 'string' ? log : null;
  } catch {
    return null;
  }
}

/**
 * Lets the service that has the log erase.
 * @throws CliError when it does not: with what it says, which never quotes the number.
 */
export async function eraseByService(url: string, target: Target, tokenFile: string | null): Promise<EraseResult> {
  const token = tokenFile === null ? null : tokenIn(tokenFile, 'admin', 'erase');
  const response = await fetch(`${url}/api/v2/erase`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token === null ? {} : { authorization: `Bearer ${token}` }) },
    body: JSON.stringify(target),
    redirect: 'manual',
    signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
  }).catch((error: unknown) => {
    throw new CliError(`no Callscope answers at ${url} (${messageOf(error)})`, ExitCode.Unreachable);
  });
  const answer = (await response.json().catch(() => ({}))) as Partial<EraseResult> & { detail?: string };
  if (response.ok) return { call_ids: answer.call_ids ?? [], events: answer.events ?? 0 };
  if (response.status === 404) throw new CliError('there is no such call', ExitCode.SomeRefused);
  throw new CliError(
    `the service answered ${response.status}: ${answer.detail ?? 'nothing more'}`,
    ExitCode.SomeRefused,
  );
}
